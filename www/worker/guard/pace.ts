/** How fast a service is asked with one credential. */
export const PACE = { perMinute: 90, burst: 10, slowing: 0.7, recoveryMs: 60_000, longestWaitMs: 5_000 };

/** A bucket of calls: so many at once, and then one after another. A 429 slows it down for a minute. */
export class Pace {
  #calls = PACE.burst;
  #filledAt: number | undefined;
  #slow = { factor: 1, at: 0 };

  /** Takes a call's place and says how long it has to wait for it; undefined when that is too long, and no place is taken. */
  take(now: number, perMinute: number): number | undefined {
    this.#refill(now, perMinute);
    const waitMs = Math.max(0, (1 - this.#calls) / this.#rate(now, perMinute));
    if (waitMs > PACE.longestWaitMs) return undefined;
    this.#calls -= 1;
    return waitMs;
  }

  /** A call that went without asking: a retry. */
  count(now: number, perMinute: number): void {
    this.#refill(now, perMinute);
    this.#calls -= 1;
  }

  /** The service has asked for patience. */
  slowDown(now: number): void {
    this.#slow = { factor: this.#factor(now) * PACE.slowing, at: now };
  }

  /** When there will be a place that is near enough, in milliseconds. */
  freeIn(now: number, perMinute: number): number {
    this.#refill(now, perMinute);
    return Math.max(0, (1 - this.#calls) / this.#rate(now, perMinute) - PACE.longestWaitMs);
  }

  #refill(now: number, perMinute: number): void {
    const ms = Math.max(0, now - (this.#filledAt ?? now));
    this.#filledAt = now;
    this.#calls = Math.min(PACE.burst, this.#calls + ms * this.#rate(now, perMinute));
  }

  #rate(now: number, perMinute: number): number {
    return (perMinute / 60_000) * this.#factor(now);
  }

  #factor(now: number): number {
    const { factor, at } = this.#slow;
    const recovered = Math.min(1, Math.max(0, now - at) / PACE.recoveryMs);
    return factor + (1 - factor) * recovered;
  }
}
