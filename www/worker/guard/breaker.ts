/** When calls to a failing provider are paused. */
export const BREAKER = {
  windowMs: 30_000,
  leastCalls: 10,
  share: 0.5,
  openMs: 10_000,
  longestMs: 60_000,
  jitter: 0.2,
  probeMs: 30_000,
  askAgainMs: 1_000,
};

/** The outcome of a call: the provider works, fails, refuses this one request; or nothing is known. */
export type Verdict = "works" | "fails" | "refuses" | "nothing";

/** The decision about a call: it passes as one of many, passes as the one probe, or waits. */
export type Admission = { pass: "call" | "probe" } | { waitMs: number };

/**
 * ```text
 *            half of 10 or more calls in 30 s fail
 *   closed ────────────────────────────────────────▶ open, 10 s
 *     ▲                                                │ ▲  twice as long
 *     │ the probe is answered                     over ▼ │ each time, to 60 s
 *     └─────────────────────────────────────────── half open: one probe
 * ```
 */
export class Breaker {
  #calls: { at: number; failed: boolean }[] = [];
  #openUntil: number | undefined;
  #openings = 0;
  #probeAt: number | undefined;

  /** Returns whether a call may pass now, as a call or as a probe, or else how long it waits. */
  admit(now: number): Admission {
    if (this.#openUntil === undefined) return { pass: "call" };
    // A clock that was set back must not keep the breaker open for longer than the longest opening.
    this.#openUntil = Math.min(this.#openUntil, now + BREAKER.longestMs * (1 + BREAKER.jitter));
    if (now < this.#openUntil) return { waitMs: this.#openUntil - now };
    // A probe whose request has ended never reports.
    if (this.#probeAt !== undefined && Math.abs(now - this.#probeAt) < BREAKER.probeMs) {
      return { waitMs: BREAKER.askAgainMs };
    }
    this.#probeAt = now;
    return { pass: "probe" };
  }

  report(pass: "call" | "probe", verdict: Verdict, now: number, random: number): void {
    if (pass === "probe") this.#probed(verdict, now, random);
    else if (this.#openUntil === undefined) this.#counted(verdict, now, random);
  }

  #probed(verdict: Verdict, now: number, random: number): void {
    this.#probeAt = undefined;
    if (verdict === "nothing") return;
    if (verdict === "fails") this.#open(now, random);
    else this.#close();
  }

  #counted(verdict: Verdict, now: number, random: number): void {
    if (verdict !== "works" && verdict !== "fails") return;
    this.#calls.push({ at: now, failed: verdict === "fails" });
    this.#calls = this.#calls.filter(({ at }) => Math.abs(now - at) < BREAKER.windowMs);
    const failed = this.#calls.filter(({ failed }) => failed).length;
    const enough = this.#calls.length >= BREAKER.leastCalls;
    if (enough && failed >= this.#calls.length * BREAKER.share) this.#open(now, random);
  }

  #open(now: number, random: number): void {
    const ms = Math.min(BREAKER.openMs * 2 ** this.#openings, BREAKER.longestMs);
    this.#openUntil = now + Math.round(ms * (1 + BREAKER.jitter * (2 * random - 1)));
    this.#openings++;
    this.#calls = [];
  }

  #close(): void {
    this.#openUntil = undefined;
    this.#openings = 0;
  }
}
