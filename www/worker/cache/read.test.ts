import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BusinessUnitsError, type ErrorCode, type ErrorDetails } from "business-units";
import { Problem } from "../problem.ts";
import { failing, Lab, settled, TestStore } from "./cache.fixture.ts";

const error = (code: ErrorCode, details: ErrorDetails = {}) => new BusinessUnitsError(code, code, details);
const down = failing(error("ERR_NETWORK"));
const S = 1_000;

/** A cache that has a listing, the first one, as old as is said. */
async function aged(ms: number): Promise<Lab> {
  const lab = new Lab();
  await lab.told();
  await lab.clock.pass(ms);
  return lab;
}

describe("a listing by its age", () => {
  const rows: [seconds: number, told: string, calls: number][] = [
    [0, 'HIT {"nth":1}', 1],
    [59.9, 'HIT {"nth":1}', 1],
    [60, 'SWR {"nth":1}', 2],
    [60.1, 'SWR {"nth":1}', 2],
    [599.9, 'SWR {"nth":1}', 2],
    [600, 'MISS {"nth":2}', 2],
    [86_400, 'MISS {"nth":2}', 2],
  ];
  for (const [seconds, told, calls] of rows) {
    it(`of ${seconds} s is ${told}, after ${calls} calls`, async () => {
      const lab = await aged(seconds * S);
      assert.equal(await lab.told(), told);
      assert.equal(lab.calls, calls);
    });
  }

  it("is fetched for the first time, and then held", async () => {
    const lab = new Lab();
    assert.deepEqual([await lab.told(), await lab.told()], ['MISS {"nth":1}', 'HIT {"nth":1}']);
  });

  it("is the new one, once it was fetched behind an old one", async () => {
    const lab = await aged(61 * S);
    assert.deepEqual([await lab.told(), await lab.told()], ['SWR {"nth":1}', 'HIT {"nth":2}']);
  });

  it("is fetched behind an answer that is still fresh, when chance has it", async () => {
    const lab = await aged(59 * S);
    const slow = async () => {
      await lab.clock.pass(3 * S);
      return "{}";
    };
    lab.answer = slow;
    lab.isolate.memory.delete("k");
    lab.store.kept.clear();
    await lab.told();
    lab.answer = () => '{"new":1}';
    await lab.clock.pass(58 * S);
    assert.equal(await lab.told(), "HIT {}");
    lab.random = 0.9;
    assert.equal(await lab.told(), "HIT {}");
    assert.equal(await lab.told(), 'HIT {"new":1}');
  });
});

describe("a listing in its second window", () => {
  it("is answered before its service has answered, and fetched once for 100 callers", async () => {
    const lab = await aged(61 * S);
    let open = (_: string) => {};
    lab.answer = () => new Promise((resolve) => (open = resolve));
    const all = await Promise.all(Array.from({ length: 100 }, () => lab.told()));
    assert.deepEqual(new Set(all), new Set(['SWR {"nth":1}']));
    assert.equal(lab.calls, 2);
    open("{}");
    await lab.settled();
    assert.equal(await lab.told(), "HIT {}");
  });

  it("is fetched in waitUntil", async () => {
    const lab = await aged(61 * S);
    const before = lab.duties.length;
    await lab.read();
    assert.ok(lab.duties.length > before);
    await Promise.all(lab.duties);
    assert.equal(lab.calls, 2);
  });

  it("is shown again when it could not be fetched, and asked for again only some seconds later", async () => {
    const lab = await aged(61 * S);
    lab.answer = down;
    for (let nth = 0; nth < 5; nth++) assert.equal(await lab.told(), 'SWR {"nth":1}');
    assert.equal(lab.calls, 2);
    await lab.clock.pass(5 * S);
    await lab.told();
    assert.equal(lab.calls, 3);
  });

  it("is fetched all the same when its caller leaves", async () => {
    const lab = await aged(61 * S);
    const leaving = new AbortController();
    await lab.read({ signal: leaving.signal });
    leaving.abort();
    await lab.settled();
    assert.equal(await lab.told(), 'HIT {"nth":2}');
  });

  it("is asked for again by the next one when the one who fetched it has died", async () => {
    const lab = await aged(61 * S);
    lab.answer = () => new Promise(() => {});
    await lab.told();
    await lab.clock.pass(29 * S);
    await lab.told();
    assert.equal(lab.calls, 2);
    lab.answer = () => '{"healed":1}';
    await lab.clock.pass(1 * S);
    await lab.told();
    // The next one waits for the dead one first, like everybody.
    const old = lab.isolate.memory.get("k");
    await lab.clock.pass(9 * S);
    await settled(() => lab.isolate.memory.get("k") === old);
    assert.equal(await lab.told(), 'HIT {"healed":1}');
  });

  it("ends at once when the account is not ours any more, behind whoever was answered last", async () => {
    for (const code of ["ERR_UNAUTHORIZED", "ERR_FORBIDDEN", "ERR_NOT_FOUND"] as const) {
      const lab = await aged(61 * S);
      lab.answer = failing(error(code, { status: 403 }));
      assert.deepEqual([await lab.told(), await lab.told()], ['SWR {"nth":1}', code]);
      assert.equal(lab.store.kept.size, 0);
    }
  });
});

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
    const thrown = await lab.read().catch((thrown: Problem) => thrown);
    assert.deepEqual((thrown as Problem).headers, { "retry-after": "9", "x-cache": "MISS", age: "0" });
  });

  it("and was remembered as failing says so, and how long is left to wait", async () => {
    const lab = new Lab();
    lab.answer = failing(error("ERR_RATE_LIMITED", { status: 429, retryAfterMs: 30_000 }));
    await lab.told();
    await lab.clock.pass(12 * S);
    const thrown = await lab.read().catch((thrown: Problem) => thrown);
    assert.deepEqual((thrown as Problem).headers, { "retry-after": "18", "x-cache": "HIT", age: "12" });
    assert.equal((thrown as Problem).members.retryAfterMs, 18_000);
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

describe("the stores", () => {
  it("give a new isolate what another one has kept", async () => {
    for (const [ms, told] of [
      [0, "HIT"],
      [61 * S, "SWR"],
      [600 * S, "MISS"],
    ] as const) {
      const lab = await aged(ms);
      lab.restart();
      assert.match(await lab.told(), new RegExp(`^${told} `));
    }
  });

  for (const fault of ["get", "put", "delete", "all"] as const) {
    it(`that break at ${fault} are a miss, and no error`, async () => {
      const lab = new Lab();
      lab.store.fault = fault;
      assert.equal(await lab.told(), 'MISS {"nth":1}');
      lab.restart();
      assert.match(await lab.told(), fault === "delete" ? /^HIT/ : /^MISS/);
      lab.answer = failing(error("ERR_NOT_FOUND", { status: 404 }));
      await lab.clock.pass(601 * S);
      assert.equal(await lab.told(), "ERR_NOT_FOUND");
    });
  }

  it("that throw at once, or never answer, are a miss too", async () => {
    const broken = new TestStore();
    const gets = [
      () => {
        throw new Error("at once");
      },
      () => new Promise(() => {}),
    ];
    for (const get of gets) {
      const lab = new Lab();
      assert.equal(await lab.told({ stores: [Object.assign(broken, { get })] }), 'MISS {"nth":1}');
    }
  });

  for (const [what, spoil] of [
    ["corrupt", (bytes: Uint8Array) => bytes.fill(1, bytes.length - 2)],
    ["cut", (bytes: Uint8Array) => bytes.subarray(0, -1)],
    ["foreign", (bytes: Uint8Array) => Uint8Array.from(bytes, (byte, at) => (at === 8 ? byte + 1 : byte))],
  ] as const) {
    it(`have a ${what} entry taken out of them, and that is a miss`, async () => {
      const lab = await aged(0);
      for (const [key, bytes] of lab.store.kept) lab.store.kept.set(key, spoil(bytes));
      lab.restart();
      lab.answer = down;
      assert.equal(await lab.told(), "ERR_NETWORK");
      assert.equal(lab.store.kept.size, 0);
    });
  }

  it("are asked in order, until one has a listing that may be shown", async () => {
    const lab = await aged(0);
    const next = new TestStore();
    lab.restart();
    await lab.told({ stores: [lab.store, next] });
    assert.deepEqual(next.asked, []);
    lab.restart();
    await lab.told({ stores: [new TestStore(), lab.store] });
    assert.equal(lab.calls, 1);
  });

  it("lend the newest of several old listings", async () => {
    const lab = await aged(0);
    const first = lab.store.kept.get("k") ?? new Uint8Array();
    await lab.clock.pass(700 * S);
    await lab.told();
    const older = new TestStore();
    older.kept.set("k", first);
    await lab.clock.pass(700 * S);
    lab.restart();
    lab.answer = down;
    assert.equal(await lab.told({ stores: [older, lab.store] }), 'SIE {"nth":2}');
  });

  it("refresh an isolate that has not asked them for a minute", async () => {
    const lab = new Lab();
    lab.windows = { ...lab.windows, freshMs: 300 * S };
    await lab.told();
    const slow = lab.isolate;
    await lab.clock.pass(50 * S);
    lab.restart();
    lab.store.kept.clear();
    await lab.told();
    lab.isolate = slow;
    await lab.clock.pass(11 * S);
    assert.deepEqual([await lab.told(), await lab.told()], ['HIT {"nth":1}', 'HIT {"nth":2}']);
    assert.equal(lab.calls, 2);
  });
});

describe("many callers at once", () => {
  it("of a cold listing cause one call and one look into the stores", async () => {
    const lab = new Lab();
    const all = await Promise.all(Array.from({ length: 500 }, () => lab.told()));
    assert.deepEqual(new Set(all), new Set(['MISS {"nth":1}']));
    assert.equal(lab.calls, 1);
    assert.equal(lab.store.asked.filter((what) => what === "get").length, 1);
  });

  it("of a failing service cause one call, and all hear of it", async () => {
    const lab = new Lab();
    lab.answer = down;
    const all = await Promise.all(Array.from({ length: 500 }, () => lab.told()));
    assert.deepEqual(new Set(all), new Set(["ERR_NETWORK"]));
    assert.equal(lab.calls, 1);
  });

  it("of two listings do not wait for each other", async () => {
    const lab = new Lab();
    const told = [lab.told({ key: "a" }), lab.told({ key: "b" })];
    assert.equal(new Set(await Promise.all(told)).size, 2);
  });

  it("lead on when the one who led has died", async () => {
    const lab = new Lab();
    let asked = 0;
    const ask = () => {
      asked++;
      return asked === 1 ? new Promise<never>(() => {}) : Promise.resolve([new TextEncoder().encode("{}")]);
    };
    const all = Array.from({ length: 10 }, () => lab.told({ ask }));
    await lab.settled();
    await lab.clock.pass(8_499);
    assert.equal(asked, 1);
    await lab.clock.pass(1);
    assert.deepEqual(new Set(await Promise.all(all.slice(1))), new Set(["MISS {}"]));
    assert.equal(asked, 2);
    assert.equal(await lab.told({ ask }), "HIT {}");
  });
});

describe("a caller who leaves", () => {
  it("ends the call that nobody else waits for", async () => {
    const lab = new Lab();
    const leaving = new AbortController();
    let cut = false;
    const ask = ({ signal }: { signal: AbortSignal }) =>
      new Promise<never>((_, reject) => {
        signal.addEventListener("abort", () => {
          cut = true;
          reject(signal.reason);
        });
      });
    const answer = lab.read({ ask, signal: leaving.signal });
    await lab.settled();
    leaving.abort("left");
    assert.equal(await answer.catch((thrown: unknown) => thrown), "left");
    assert.ok(cut);
    assert.equal(await lab.told(), 'MISS {"nth":2}');
  });

  it("leaves it to those who wait", async () => {
    const lab = new Lab();
    const leaving = new AbortController();
    let open = (_: string) => {};
    lab.answer = () => new Promise((resolve) => (open = resolve));
    const first = lab.told({ signal: leaving.signal });
    await lab.settled();
    const second = lab.told();
    await lab.settled();
    leaving.abort("left");
    assert.equal(await first, "left");
    open("{}");
    assert.equal(await second, "MISS {}");
    assert.equal(lab.calls, 1);
  });
});

describe("without a cache", () => {
  it("each caller asks, and no store is touched", async () => {
    const lab = new Lab();
    lab.windows = { freshMs: 0, staleMs: 0, downMs: 0 };
    assert.deepEqual([await lab.told(), await lab.told()], ['BYPASS {"nth":1}', 'BYPASS {"nth":2}']);
    lab.answer = down;
    assert.equal(await lab.told(), "ERR_NETWORK");
    assert.deepEqual(lab.store.asked, []);
  });
});
