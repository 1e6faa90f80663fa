/** What a retry may cost: a service that fails must not be asked four times as often as one that works. */
export const BUDGET = { tokens: 60, retry: 5, lateRetry: 10, tokenEveryMs: 10_000, mostRetries: 3 };

/** A call failed that had no retry left to spend; `cause` is why. */
export class BudgetExhausted extends Error {
  constructor(cause: unknown) {
    super("the service fails too often to be asked again", { cause });
  }
}

/** The retries that all calls with one credential share. */
export class Budget {
  #tokens = BUDGET.tokens;
  #filledAt: number | undefined;

  /** How many tokens are left; below 0 after retries that were late. */
  tokensAt(now: number): number {
    this.#refill(now);
    return this.#tokens;
  }

  /**
   * Sets retries aside for a call that begins, and says how many: never more than a quarter of what is left, so that
   * several calls have some. Set aside at once, or a thousand calls would all count on the same tokens.
   */
  reserve(now: number): number {
    this.#refill(now);
    const left = Math.max(0, Math.floor(this.#tokens / BUDGET.retry));
    const retries = Math.min(BUDGET.mostRetries, Math.ceil(left / 4));
    this.#tokens -= retries * BUDGET.retry;
    return retries;
  }

  /** Ends a call: gives back what it did not use, and what it used when that helped. */
  settle(now: number, call: { reserved: number; used: number; late: number; helped: boolean }): void {
    this.#refill(now);
    const { reserved, used, late, helped } = call;
    const spent = used * BUDGET.retry + late * (BUDGET.lateRetry - BUDGET.retry);
    const reward = helped && used === 0 ? 1 : 0;
    this.#add(reserved * BUDGET.retry - (helped ? 0 : spent) + reward);
  }

  #refill(now: number): void {
    const since = this.#filledAt ?? now;
    const earned = Math.max(0, Math.floor((now - since) / BUDGET.tokenEveryMs));
    this.#filledAt = this.#filledAt === undefined ? now : since + earned * BUDGET.tokenEveryMs;
    this.#add(earned);
  }

  #add(tokens: number): void {
    this.#tokens = Math.min(BUDGET.tokens, this.#tokens + tokens);
  }
}
