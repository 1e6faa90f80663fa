import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { refusalOf } from "../listing-answer.ts";
import { Problem } from "../problem.ts";
import { aged, down, error, failing, Lab, S } from "./cache.fixture.ts";

/** The problem that a caller gets. */
async function refusalIn(lab: Lab): Promise<Problem> {
  const thrown = await lab.read().catch((thrown: unknown) => thrown);
  return refusalOf(thrown, lab.clock.now) as Problem;
}

describe("a listing whose service fails", () => {
  const old = 'SIE {"nth":1}';
  const rows: [
    what: string,
    thrown: unknown,
    told: string,
    memoMs: [least: number, most: number],
    kept?: false,
  ][] = [
    ["cannot be reached", error("ERR_NETWORK"), old, [2_000, 5_000]],
    ["takes too long", error("ERR_TIMEOUT"), old, [2_000, 5_000]],
    ["is 500", error("ERR_SERVER", { status: 500 }), old, [2_000, 5_000]],
    ["is 503", error("ERR_SERVER", { status: 503 }), old, [2_000, 5_000]],
    ["sends no JSON", error("ERR_JSON", { offset: 1 }), old, [2_000, 5_000]],
    ["sends another shape", error("ERR_SHAPE"), old, [2_000, 5_000]],
    ["sends no token", error("ERR_TOKEN"), old, [2_000, 5_000]],
    ["is 429", error("ERR_RATE_LIMITED", { status: 429 }), old, [2_000, 5_000]],
    ["is 429 for 7 s", error("ERR_RATE_LIMITED", { status: 429, retryAfterMs: 7_000 }), old, [7_000, 7_000]],
    [
      "is 429 for an hour",
      error("ERR_RATE_LIMITED", { status: 429, retryAfterMs: 3.6e6 }),
      old,
      [60_000, 60_000],
    ],
    ["is left alone", new Problem("BREAKER_OPEN", ""), old, [0, 0]],
    ["is asked too often", new Problem("PACED", ""), old, [0, 0]],
    ["is 401", error("ERR_UNAUTHORIZED", { status: 401 }), "ERR_UNAUTHORIZED", [0, 0], false],
    ["is 403", error("ERR_FORBIDDEN", { status: 403 }), "ERR_FORBIDDEN", [0, 0], false],
    ["is 404", error("ERR_NOT_FOUND", { status: 404 }), "ERR_NOT_FOUND", [30_000, 30_000], false],
    ["is 400", error("ERR_STATUS", { status: 400 }), "ERR_STATUS", [5_000, 5_000]],
    ["is 422", error("ERR_STATUS", { status: 422 }), "ERR_STATUS", [5_000, 5_000]],
    ["is 409", error("ERR_STATUS", { status: 409 }), "ERR_STATUS", [0, 0]],
    ["redirects", error("ERR_REDIRECT"), "ERR_REDIRECT", [0, 0]],
    ["is asked for what it cannot have", error("ERR_OPTION"), "ERR_OPTION", [0, 0]],
  ];
  for (const [what, thrown, told, [least, most], kept] of rows) {
    it(`because it ${what} is ${told}`, async () => {
      const lab = await aged(601 * S);
      lab.answer = failing(thrown);
      assert.equal(await lab.told(), told);
      assert.equal(lab.store.kept.size, kept === false ? 0 : 1);
      assert.equal(lab.isolate.memory.size, kept === false ? 0 : 1);
    });

    it(`is not asked for ${least} to ${most} ms after it ${what}`, async () => {
      for (const [random, ms] of [
        [0, least],
        [1, most],
      ] as const) {
        const lab = await aged(601 * S);
        lab.random = random;
        lab.answer = failing(thrown);
        await lab.told();
        const asked = lab.calls;
        if (ms > 0) await lab.clock.pass(ms - 1);
        if (ms > 0) assert.equal(await lab.told(), told);
        assert.equal(lab.calls, asked);
        await lab.clock.pass(ms > 0 ? 1 : 0);
        await lab.told();
        assert.equal(lab.calls, asked + 1);
      }
    });
  }

  it("is shown up to a day, and then the failure is told", async () => {
    const lab = await aged(86_399.9 * S);
    lab.answer = down;
    assert.equal(await lab.told(), old);
    await lab.clock.pass(5_100);
    assert.equal(await lab.told(), "ERR_NETWORK");
  });

  it("and was never fetched is the failure, with the state and the time to come back", async () => {
    const lab = new Lab();
    lab.answer = failing(new Problem("BREAKER_OPEN", "", { headers: { "retry-after": "9" } }));
    const { headers } = await refusalIn(lab);
    assert.deepEqual(headers, { "retry-after": "9", "x-cache": "MISS", age: "0" });
  });

  it("and was remembered as failing says so, and how long is left to wait", async () => {
    const lab = new Lab();
    lab.answer = failing(error("ERR_RATE_LIMITED", { status: 429, retryAfterMs: 30_000 }));
    await lab.told();
    await lab.clock.pass(12 * S);
    const { headers, members } = await refusalIn(lab);
    assert.deepEqual(headers, { "retry-after": "18", "x-cache": "HIT", age: "12" });
    assert.equal(members.retryAfterMs, 18_000);
  });

  it("is shown with the time to come back", async () => {
    const lab = await aged(601 * S);
    lab.answer = failing(new Problem("BREAKER_OPEN", "", { headers: { "retry-after": "9" } }));
    const { failure } = await lab.read();
    assert.equal(failure?.retryAt, lab.clock.now + 9 * S);
  });

  it("is answered for an hour, and asked for again all the time", async () => {
    const lab = new Lab();
    await lab.told();
    lab.answer = down;
    const told = new Map<string, number>();
    for (let minute = 0; minute < 60; minute++) {
      await lab.clock.pass(60 * S);
      if (minute % 20 === 10) lab.restart();
      const answer = await lab.told();
      told.set(answer, (told.get(answer) ?? 0) + 1);
    }
    assert.deepEqual(Object.fromEntries(told), { 'SWR {"nth":1}': 9, 'SIE {"nth":1}': 51 });
    assert.equal(lab.calls, 61);
    lab.answer = () => '{"back":1}';
    await lab.clock.pass(60 * S);
    assert.equal(await lab.told(), 'MISS {"back":1}');
  });

  it("is empty and no failure when the account is", async () => {
    const lab = new Lab();
    lab.answer = () => '{"units":[]}';
    assert.deepEqual([await lab.told(), await lab.told()], ['MISS {"units":[]}', 'HIT {"units":[]}']);
  });
});

describe("an account that is gone", () => {
  it("stays gone when a store gives back what it was told to delete", async () => {
    const lab = await aged(601 * S);
    const ghost = new Map(lab.store.kept);
    lab.answer = failing(error("ERR_FORBIDDEN", { status: 403 }));
    await lab.told();
    for (const [key, bytes] of ghost) lab.store.kept.set(key, bytes);
    lab.answer = down;
    assert.equal(await lab.told(), "ERR_NETWORK");
    assert.equal(lab.store.kept.size, 0);
  });

  it("may come back", async () => {
    const lab = await aged(601 * S);
    lab.answer = failing(error("ERR_NOT_FOUND", { status: 404 }));
    await lab.told();
    lab.answer = () => '{"back":1}';
    await lab.clock.pass(29_999);
    assert.equal(await lab.told(), "ERR_NOT_FOUND");
    await lab.clock.pass(1);
    assert.deepEqual([await lab.told(), await lab.told()], ['MISS {"back":1}', 'HIT {"back":1}']);
  });

  it("is not looked for in the stores while that is remembered", async () => {
    const lab = new Lab();
    lab.answer = failing(error("ERR_NOT_FOUND", { status: 404 }));
    await lab.told();
    lab.store.asked.length = 0;
    for (let nth = 0; nth < 5; nth++) await lab.told();
    assert.deepEqual(lab.store.asked, []);
  });
});
