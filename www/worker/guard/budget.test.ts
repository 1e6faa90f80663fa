import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BUDGET, Budget } from "./budget.ts";

const failed = { helped: false, late: 0 };
const helped = { helped: true, late: 0 };

/** Takes everything out of a budget. */
function drained(now = 0): Budget {
  const budget = new Budget();
  for (let reserved = budget.reserve(now); reserved > 0; reserved = budget.reserve(now)) {
    budget.settle(now, { reserved, used: reserved, ...failed });
  }
  return budget;
}

describe("a retry budget", () => {
  it("is drained by twelve retries that do not help, and then gives none", () => {
    const budget = new Budget();
    let retries = 0;
    for (let call = 0; call < 1_000; call++) {
      const reserved = budget.reserve(0);
      retries += reserved;
      budget.settle(0, { reserved, used: reserved, ...failed });
    }
    assert.equal(retries, 12);
    assert.equal(budget.tokensAt(0), 0);
  });

  it("shares what it has among calls that run side by side", () => {
    const budget = new Budget();
    const reserved = Array.from({ length: 9 }, () => budget.reserve(0));
    assert.deepEqual(reserved, [3, 3, 2, 1, 1, 1, 1, 0, 0]);
  });

  it("gets back what was not used, and what has helped; a success without any is a token more", () => {
    const budget = new Budget();
    const rows = [
      [{ reserved: 3, used: 0, ...failed }, 60],
      [{ reserved: 3, used: 2, ...failed }, 50],
      [{ reserved: 3, used: 3, ...helped }, 50],
      [{ reserved: 3, used: 0, ...helped }, 51],
      [{ reserved: 3, used: 1, helped: false, late: 1 }, 41],
      [{ reserved: 2, used: 2, helped: true, late: 2 }, 41],
    ] as const;
    for (const [call, tokens] of rows) {
      assert.equal(budget.reserve(0), call.reserved);
      budget.settle(0, call);
      assert.equal(budget.tokensAt(0), tokens);
    }
  });

  it("has a token more every ten seconds, up to sixty", () => {
    const budget = drained(5);
    const at = (seconds: number) => budget.tokensAt(5 + seconds * 1_000);
    assert.deepEqual([at(9.999), at(10), at(19.999), at(20), at(600), at(86_400)], [0, 1, 1, 2, 60, 60]);
  });

  it("pays for a retry after a timeout with twice as much, also with what it has not", () => {
    const budget = new Budget();
    for (let call = 0; call < 4; call++) {
      const reserved = budget.reserve(0);
      budget.settle(0, { reserved, used: reserved, helped: false, late: reserved });
    }
    assert.ok(budget.tokensAt(0) < BUDGET.retry);
    assert.equal(budget.reserve(0), 0);
  });
});
