/** So many requests in so long a time. */
export interface Limit {
  count: number;
  periodMs: number;
}

/**
 * Counts requests by key in one number each: the time at which all that was asked will have been paid for, at an even
 * pace. `count` may come at once, and then one each `periodMs / count`.
 */
export class Rate {
  readonly #paid = new Map<string, number>();
  readonly #most: number;

  /** Of more than `most` keys the ones asked for longest ago are forgotten. */
  constructor(most = 10_000) {
    this.#most = most;
  }

  /** Counts a request and gives 0; or counts nothing, and gives the milliseconds after which one may come. */
  take(key: string, { count, periodMs }: Limit, now: number): number {
    const step = periodMs / count;
    // A clock that was set back must not keep anybody out for longer than the period.
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

  // A Map keeps the order in which keys were put in: the first one was asked for longest ago.
  #forget(): void {
    for (const key of this.#paid.keys()) {
      if (this.#paid.size <= this.#most) return;
      this.#paid.delete(key);
    }
  }
}
