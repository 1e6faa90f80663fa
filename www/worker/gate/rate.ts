/** A number of requests in a period. */
export interface Limit {
  count: number;
  periodMs: number;
}

/**
 * Limits the rate of requests by key (GCRA). Each key has one number: the time at which its requests are paid for, at an
 * even pace. `count` requests may come at once, then one every `periodMs / count`.
 */
export class Rate {
  readonly #paid = new Map<string, number>();
  readonly #most: number;

  /** Of more than `most` keys, the least recently used ones are dropped. */
  constructor(most = 10_000) {
    this.#most = most;
  }

  /** Counts a request and returns 0; or counts nothing, and returns the milliseconds to wait. */
  take(key: string, { count, periodMs }: Limit, now: number): number {
    const step = periodMs / count;
    // A clock that was set back must not keep a caller out for longer than the period.
    const paid = Math.min(Math.max(this.#paid.get(key) ?? now, now), now + periodMs);
    const wait = paid + step - (now + periodMs);
    if (wait > 0) return wait;
    this.#paid.delete(key);
    this.#paid.set(key, paid + step);
    this.#forget();
    return 0;
  }

  get size(): number {
    return this.#paid.size;
  }

  // A Map keeps the order of insertion: the first key is the least recently used.
  #forget(): void {
    for (const key of this.#paid.keys()) {
      if (this.#paid.size <= this.#most) return;
      this.#paid.delete(key);
    }
  }
}
