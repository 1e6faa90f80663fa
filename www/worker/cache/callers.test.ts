import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { down, Lab } from "./cache.fixture.ts";

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
