/** The pace of calls to a provider with one credential. */
export const PACE = { perMinute: 90, burst: 10, slowing: 0.7, recoveryMs: 60_000, longestWaitMs: 5_000 };

/**
 * A token bucket of calls: a burst, then one after another. A 429 slows it down for a minute.
 *
 * ```text
 *   share of  1 ┤───┐            ╭─────
 *   the pace    │   │        ╭───╯        What is earned in a time is the area below the line, so `#full` counts
 *             f ┤   └────╭───╯            in milliseconds at the full pace.
 *               └───┴────────────┴─────
 *                  429          60 s later
 * ```
 */
export class Pace {
  #calls = PACE.burst;
  #filledAt: number | undefined;
  /** The time earned before the last 429 that is not in the bucket yet. */
  #earnedMs = 0;
  #slow = { factor: 1, at: 0 };

  /** Takes a turn for a call and returns the wait for it; undefined when that is too long, and no turn is taken. */
  take(now: number, perMinute: number): number | undefined {
    const waitMs = this.#waitMs(now, perMinute);
    if (waitMs > PACE.longestWaitMs) return undefined;
    this.#calls -= 1;
    return waitMs;
  }

  /** Counts a call without a turn: a retry. */
  count(now: number, perMinute: number): void {
    this.#refill(now, perMinute);
    this.#calls -= 1;
  }

  /** Slows down after a 429. */
  slowDown(now: number): void {
    this.#earn(now);
    this.#slow = { factor: this.#factor(now) * PACE.slowing, at: now };
  }

  /** Returns the milliseconds until a turn is near enough. */
  freeIn(now: number, perMinute: number): number {
    return Math.max(0, this.#waitMs(now, perMinute) - PACE.longestWaitMs);
  }

  #waitMs(now: number, perMinute: number): number {
    this.#refill(now, perMinute);
    const missingMs = ((1 - this.#calls) * 60_000) / perMinute;
    return missingMs <= 0 ? 0 : this.#when(this.#full(now) + missingMs) - now;
  }

  #refill(now: number, perMinute: number): void {
    this.#earn(now);
    this.#calls = Math.min(PACE.burst, this.#calls + (this.#earnedMs * perMinute) / 60_000);
    this.#earnedMs = 0;
  }

  #earn(now: number): void {
    const from = this.#filledAt ?? now;
    this.#filledAt = now;
    if (now > from) this.#earnedMs += this.#full(now) - this.#full(from);
    // The clock was set back, so the time of the last 429 moves with it.
    else this.#slow = { ...this.#slow, at: this.#slow.at - (from - now) };
  }

  #factor(now: number): number {
    const { factor, at } = this.#slow;
    const recovered = Math.min(1, Math.max(0, now - at) / PACE.recoveryMs);
    return factor + (1 - factor) * recovered;
  }

  /** Converts a time to milliseconds at the full pace, counted from the last 429. */
  #full(time: number): number {
    const { factor, at } = this.#slow;
    const since = time - at;
    const slow = Math.min(PACE.recoveryMs, Math.max(0, since));
    return since - (1 - factor) * (slow - slow ** 2 / (2 * PACE.recoveryMs));
  }

  /** Converts milliseconds at the full pace to a time: the inverse. */
  #when(full: number): number {
    const { factor, at } = this.#slow;
    const { recoveryMs } = PACE;
    const lost = ((1 - factor) * recoveryMs) / 2;
    if (factor === 1 || full >= recoveryMs - lost) return at + full + lost;
    const bend = (1 - factor) / (2 * recoveryMs);
    return at + (Math.sqrt(factor ** 2 + 4 * bend * full) - factor) / (2 * bend);
  }
}
