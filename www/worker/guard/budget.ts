/** The costs of retries: a failing provider must not get four times the requests of a working one. */
export const BUDGET = { tokens: 60, retry: 5, lateRetry: 10, tokenEveryMs: 10_000, mostRetries: 3 };

/** A call failed and there was no budget for a retry; `cause` is the failure. */
export class BudgetExhausted extends Error {
  constructor(cause: unknown) {
    super("the service fails too often to be asked again", { cause });
  }
}

/** The retries that all calls with one credential share. */
export class Budget {
  #tokens = BUDGET.tokens;
  #filledAt: number | undefined;

  /** Returns the tokens left; below 0 after retries that timed out. */
  tokensAt(now: number): number {
    this.#refill(now);
    return this.#tokens;
  }

  /**
   * Reserves retries for a new call and returns their number: at most a quarter of those left, so that several calls get
   * some. They are reserved at once, or a thousand calls would count on the same tokens.
   */
  reserve(now: number): number {
    this.#refill(now);
    const left = Math.max(0, Math.floor(this.#tokens / BUDGET.retry));
    const retries = Math.min(BUDGET.mostRetries, Math.ceil(left / 4));
    this.#tokens -= retries * BUDGET.retry;
    return retries;
  }

  /** Ends a call: returns the unused retries, and the used ones where the call succeeded. */
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
