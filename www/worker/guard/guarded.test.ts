import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Attempt, BusinessUnitsError, type ErrorCode } from "business-units";
import { problemOf } from "../problem-answer.ts";
import { type GuardedCall, Guards, guarded } from "./guarded.ts";

type Limits = Parameters<GuardedCall<string>["call"]>[0];

const failure = (code: ErrorCode) => new BusinessUnitsError(code, code);
const statuses: Partial<Record<ErrorCode, number>> = {
  ERR_SERVER: 500,
  ERR_RATE_LIMITED: 429,
  ERR_NOT_FOUND: 404,
};

/** A service as the package asks it: attempt by attempt, until it is out of them. */
function service(kinds: readonly (ErrorCode | undefined)[]) {
  const seen = { requests: 0 };
  const call = async ({ maxAttempts, onAttempt }: Limits): Promise<string> => {
    for (let nth = 0; ; nth++) {
      seen.requests++;
      const kind = kinds[Math.min(nth, kinds.length - 1)];
      const status = kind === undefined ? 200 : statuses[kind];
      onAttempt({ ...(kind && { kind }), ...(status && { status }), waitMs: 0, ms: 1 } as Attempt);
      if (kind === undefined) return "listing";
      if (nth + 1 >= maxAttempts || kind === "ERR_NOT_FOUND") throw failure(kind);
    }
  };
  return { call, seen };
}

function asked(guards: Guards, call: GuardedCall<string>["call"], also: Partial<GuardedCall<string>> = {}) {
  const signal = new AbortController().signal;
  const none = {
    perMinute: Number.POSITIVE_INFINITY,
    now: () => 0,
    random: () => 0.5,
    sleep: async () => {},
  };
  return guarded({ guards, signal, ...none, call, ...also });
}

const outcome = (work: Promise<string>) => work.catch((thrown: unknown) => problemOf(thrown, {}));

describe("the budget of a credential", () => {
  it("keeps a thousand failing calls at 1 012 requests", async () => {
    const guards = new Guards();
    const { call, seen } = service(["ERR_NETWORK"]);
    // One by one the breaker would open: side by side is the worst case.
    await Promise.all(Array.from({ length: 1_000 }, () => outcome(asked(guards, call))));
    assert.equal(seen.requests, 1_012);
  });

  it("lets four attempts be made while it is full, and says so when there is nothing left of it", async () => {
    const guards = new Guards();
    const { call, seen } = service(["ERR_SERVER"]);
    const first = await outcome(asked(guards, call));
    assert.equal(seen.requests, 4);
    assert.equal(Reflect.get(Object(first), "members").budgetExhausted, undefined);
    for (let nth = 0; nth < 7; nth++) await outcome(asked(guards, call));
    const before = seen.requests;
    const last = await outcome(asked(guards, call));
    assert.equal(seen.requests, before + 1);
    const { code, members } = last as { code: string; members: Record<string, unknown> };
    assert.deepEqual([code, members.budgetExhausted], ["ERR_SERVER", true]);
  });

  it("is refilled by time, and by retries that help", async () => {
    const guards = new Guards();
    const helped = service(["ERR_SERVER", "ERR_TIMEOUT", undefined]);
    assert.equal(await asked(guards, helped.call), "listing");
    assert.equal(guards.budget.tokensAt(0), 60);
    await outcome(asked(guards, service(["ERR_SERVER"]).call));
    assert.deepEqual([guards.budget.tokensAt(0), guards.budget.tokensAt(50_000)], [45, 50]);
  });

  it("is not that of another credential", async () => {
    const [one, other] = [new Guards(), new Guards()];
    for (let nth = 0; nth < 9; nth++) await outcome(asked(one, service(["ERR_SERVER"]).call));
    const { call, seen } = service(["ERR_SERVER"]);
    await outcome(asked(other, call));
    assert.equal(seen.requests, 4);
  });

  it("is not blamed for what no retry would have helped", async () => {
    const guards = new Guards();
    for (let nth = 0; nth < 8; nth++) await outcome(asked(guards, service(["ERR_NETWORK"]).call));
    const { members } = (await outcome(asked(guards, service(["ERR_NOT_FOUND"]).call))) as never as {
      members: object;
    };
    assert.ok(!("budgetExhausted" in members));
  });
});

describe("the breaker of a credential", () => {
  async function broken(kind: ErrorCode, also: Partial<GuardedCall<string>> = {}): Promise<boolean> {
    const guards = new Guards();
    for (let nth = 0; nth < 20; nth++) await outcome(asked(guards, service([kind]).call, also));
    const { code } = Object(await outcome(asked(guards, service([undefined]).call))) as { code?: string };
    return code === "BREAKER_OPEN";
  }

  const rows: [kind: ErrorCode, opens: boolean][] = [
    ["ERR_NETWORK", true],
    ["ERR_TIMEOUT", true],
    ["ERR_SERVER", true],
    ["ERR_RATE_LIMITED", true],
    ["ERR_JSON", true],
    ["ERR_SHAPE", true],
    ["ERR_TOKEN", true],
    ["ERR_NOT_FOUND", false],
    ["ERR_STATUS", false],
    ["ERR_UNAUTHORIZED", false],
    ["ERR_FORBIDDEN", false],
    ["ERR_OPTION", false],
    ["ERR_TOO_LARGE", false],
  ];
  for (const [kind, opens] of rows) {
    it(`${opens ? "opens" : "does not open"} for ${kind}`, async () => {
      assert.equal(await broken(kind), opens);
    });
  }

  it("does not open for callers who leave", async () => {
    assert.equal(await broken("ERR_NETWORK", { signal: AbortSignal.abort() }), false);
  });

  it("refuses without a request, and says when to come back", async () => {
    const guards = new Guards();
    const { call, seen } = service(["ERR_SERVER"]);
    for (let nth = 0; nth < 10; nth++) await outcome(asked(guards, call));
    const before = seen.requests;
    const { code, headers } = (await outcome(asked(guards, call))) as never as {
      code: string;
      headers: object;
    };
    assert.deepEqual([code, headers, seen.requests], ["BREAKER_OPEN", { "retry-after": "10" }, before]);
  });

  it("lets one of a hundred callers look whether the service is back, and then all", async () => {
    const guards = new Guards();
    for (let nth = 0; nth < 10; nth++) await outcome(asked(guards, service(["ERR_SERVER"]).call));
    const { call, seen } = service([undefined]);
    const later = { now: () => 10_000 };
    const all = await Promise.all(Array.from({ length: 100 }, () => outcome(asked(guards, call, later))));
    assert.equal(all.filter((told) => told === "listing").length, 1);
    assert.equal(seen.requests, 1);
    assert.equal(await asked(guards, call, later), "listing");
  });

  it("lets the one who looks ask once", async () => {
    const guards = new Guards();
    const { call, seen } = service(["ERR_SERVER"]);
    for (let nth = 0; nth < 10; nth++) await outcome(asked(guards, service(["ERR_SERVER"]).call));
    await outcome(asked(guards, call, { now: () => 600_000 }));
    assert.equal(seen.requests, 1);
  });

  it("does not touch another credential", async () => {
    const [one, other] = [new Guards(), new Guards()];
    for (let nth = 0; nth < 10; nth++) await outcome(asked(one, service(["ERR_SERVER"]).call));
    assert.equal(await asked(other, service([undefined]).call), "listing");
  });
});

describe("the pace of a credential", () => {
  const paced = { perMinute: 90 };

  it("makes calls wait, and refuses those that would wait too long", async () => {
    const guards = new Guards();
    const slept: number[] = [];
    const sleep = async (ms: number) => void slept.push(Math.round(ms));
    const { call, seen } = service([undefined]);
    const all = Array.from({ length: 18 }, () => outcome(asked(guards, call, { ...paced, sleep })));
    const last = (await Promise.all(all)).at(-1) as never as { code: string; headers: object };
    assert.deepEqual(slept, [667, 1333, 2000, 2667, 3333, 4000, 4667]);
    assert.equal(seen.requests, 17);
    assert.deepEqual([last.code, last.headers], ["PACED", { "retry-after": "1" }]);
  });

  it("is slowed down by a 429, and pays for retries", async () => {
    const guards = new Guards();
    await outcome(asked(guards, service(["ERR_RATE_LIMITED", undefined]).call, paced));
    for (let nth = 0; nth < 8; nth++) await asked(guards, service([undefined]).call, paced);
    const slept: number[] = [];
    await asked(guards, service([undefined]).call, { ...paced, sleep: async (ms) => void slept.push(ms) });
    assert.deepEqual(slept.map(Math.round), [949]);
  });

  it("is slowed down by the breaker's probe, too", async () => {
    const guards = new Guards();
    const told = { count: 0, slowDown: 0 };
    const turns = {
      take: async () => ({ waitMs: 0 }),
      count: () => void told.count++,
      slowDown: () => void told.slowDown++,
    };
    for (let nth = 0; nth < 10; nth++) guards.breaker.report("call", "fails", 0, 0.5);
    const { call, seen } = service(["ERR_RATE_LIMITED"]);
    await outcome(asked(guards, call, { turns, perMinute: 90, now: () => 20_000 }));
    assert.deepEqual([seen.requests, told], [1, { count: 0, slowDown: 1 }]);
  });

  it("is left by a caller who leaves", async () => {
    const guards = new Guards();
    for (let nth = 0; nth < 10; nth++) await asked(guards, service([undefined]).call, paced);
    const leaving = new AbortController();
    const waiting = asked(guards, service([undefined]).call, {
      ...paced,
      signal: leaving.signal,
      sleep: () => new Promise(() => {}),
    });
    leaving.abort("left");
    await assert.rejects(waiting, (thrown) => thrown === "left");
  });
});
