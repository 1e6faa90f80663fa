import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aged, down, error, failing, Lab, S, settled } from "./cache.fixture.ts";

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

describe("a listing that is too large for the isolate's memory", () => {
  it("is fetched no more often than another one", async () => {
    const lab = new Lab();
    lab.store.mostBytes = 20_000_000;
    lab.answer = () => `{"nth":${lab.calls},"long":"${"x".repeat(9 * 1024 * 1024)}"}`;
    const states = [];
    for (let second = 0; second < 70; second++) {
      states.push((await lab.told()).slice(0, 12));
      await lab.clock.pass(S);
    }
    assert.equal(lab.isolate.memory.size, 0);
    assert.deepEqual(
      new Set(states),
      new Set(['MISS {"nth":', 'HIT {"nth":1', 'SWR {"nth":1', 'HIT {"nth":2']),
    );
    assert.equal(lab.calls, 2);
  });
});

describe("a clock that is set back by an hour", () => {
  const BACK = -3_600 * S;

  it("leaves a listing whose age nobody knows: it is shown, and fetched again", async () => {
    const lab = await aged(S);
    lab.clock.now += BACK;
    assert.deepEqual([await lab.told(), await lab.told()], ['SWR {"nth":1}', 'HIT {"nth":2}']);
  });

  it("leaves no failure remembered, and no fetch behind an answer that is thought to be on its way", async () => {
    const lab = new Lab();
    lab.answer = failing(error("ERR_NOT_FOUND", { status: 404 }));
    await lab.told();
    lab.clock.now += BACK;
    lab.isolate.renewing.set("k", lab.clock.now - BACK);
    lab.answer = () => `{"nth":${lab.calls}}`;
    assert.deepEqual([await lab.told(), await lab.told()], ['MISS {"nth":2}', 'HIT {"nth":2}']);
    await lab.clock.pass(61 * S);
    assert.deepEqual([await lab.told(), await lab.told()], ['SWR {"nth":2}', 'HIT {"nth":3}']);
  });
});
