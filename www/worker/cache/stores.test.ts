import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aged, down, error, failing, Lab, S, TestStore } from "./cache.fixture.ts";

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
