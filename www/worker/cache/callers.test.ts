import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { down, error, Lab } from "./cache.fixture.ts";

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

/** A service whose calls end when the test says so. */
function heldService() {
  const calls: ((body: string) => void)[] = [];
  const ask = () =>
    new Promise<Uint8Array[]>((resolve) => calls.push((body) => resolve([new TextEncoder().encode(body)])));
  return { calls, ask };
}

describe("callers who wait for longer than 8.5 s", () => {
  it("cause one more call, and all have the first answer that comes", async () => {
    const lab = new Lab();
    const { calls, ask } = heldService();
    const all = Array.from({ length: 100 }, () => lab.told({ ask }));
    await lab.settled();
    await lab.clock.pass(8_500);
    assert.equal(calls.length, 2);
    calls[0]?.("{}");
    assert.deepEqual(new Set(await Promise.all(all)), new Set(["MISS {}"]));
    assert.equal(await lab.told({ ask }), "HIT {}");
    assert.equal(calls.length, 2);
  });

  it("have the answer of a later call where the first is dead", async () => {
    const lab = new Lab();
    const { calls, ask } = heldService();
    const [, ...others] = Array.from({ length: 10 }, () => lab.told({ ask }));
    await lab.settled();
    await lab.clock.pass(8_500);
    await lab.clock.pass(8_500);
    assert.equal(calls.length, 3);
    calls[1]?.("{}");
    assert.deepEqual(new Set(await Promise.all(others)), new Set(["MISS {}"]));
  });

  it("are not told that an earlier caller has left", async () => {
    const lab = new Lab();
    const { calls, ask } = heldService();
    const leaving = new AbortController();
    const first = lab.told({ ask, signal: leaving.signal });
    const second = lab.told({ ask });
    await lab.settled();
    await lab.clock.pass(8_500);
    leaving.abort("left");
    assert.equal(await first, "left");
    calls[1]?.("{}");
    assert.equal(await second, "MISS {}");
  });
});

describe("two calls for one listing that overlap", () => {
  /** Two calls, of which the second begins 8.5 s after the first. */
  async function overlapping() {
    const lab = new Lab();
    const calls: { send(body: string): void; fail(error: unknown): void }[] = [];
    const ask = () =>
      new Promise<Uint8Array[]>((resolve, fail) => {
        calls.push({ send: (body) => resolve([new TextEncoder().encode(body)]), fail });
      });
    const told = [lab.told({ ask }), lab.told({ ask })];
    await lab.settled();
    await lab.clock.pass(8_500);
    return { lab, told, first: calls[0], second: calls[1] };
  }

  it("keep nothing of the one that began before the service refused", async () => {
    const { lab, told, first, second } = await overlapping();
    second?.fail(error("ERR_FORBIDDEN", { status: 403 }));
    assert.equal(await told[1], "ERR_FORBIDDEN");
    first?.send("{}");
    assert.equal(await told[0], "MISS {}");
    assert.deepEqual([lab.isolate.memory.size, lab.store.kept.size], [0, 0]);
  });

  it("keep what the one that began last was told", async () => {
    const { lab, told, first, second } = await overlapping();
    second?.send('{"new":1}');
    assert.equal(await told[1], 'MISS {"new":1}');
    await lab.clock.pass(100);
    first?.send('{"old":1}');
    assert.equal(await told[0], 'MISS {"new":1}');
    assert.equal(await lab.told(), 'HIT {"new":1}');
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
