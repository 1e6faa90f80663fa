import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PACE, Pace } from "./pace.ts";

/** When calls that all come at once may go. */
function starts(pace: Pace, count: number, now = 0): (number | undefined)[] {
  return Array.from({ length: count }, () => pace.take(now, PACE.perMinute)).map(
    (ms) => ms && Math.round(ms),
  );
}

describe("a pace", () => {
  it("lets ten calls go at once, and then one every two thirds of a second, of which it holds five seconds' worth", () => {
    const all = starts(new Pace(), 20);
    assert.deepEqual(all.slice(0, 10), new Array(10).fill(0));
    assert.deepEqual(all.slice(10, 17), [667, 1333, 2000, 2667, 3333, 4000, 4667]);
    assert.deepEqual(all.slice(17), [undefined, undefined, undefined]);
  });

  it("never lets more than a hundred calls go in a minute", () => {
    const pace = new Pace();
    const gone: number[] = [];
    for (let now = 0; now < 300_000; now += 100) {
      const waitMs = pace.take(now, PACE.perMinute);
      if (waitMs !== undefined) gone.push(now + waitMs);
    }
    for (const from of gone) {
      assert.ok(gone.filter((at) => at >= from && at < from + 60_000).length <= 100);
    }
    assert.ok(gone.length > 440);
  });

  it("says when there will be a place that is near enough", () => {
    const pace = new Pace();
    starts(pace, 17);
    assert.equal(pace.take(0, PACE.perMinute), undefined);
    assert.equal(Math.round(pace.freeIn(0, PACE.perMinute)), 333);
    assert.notEqual(pace.take(334, PACE.perMinute), undefined);
  });

  it("is 0.7 times as fast after a 429, and as before a minute later", () => {
    const gap = (now: number) => {
      const pace = new Pace();
      pace.slowDown(0);
      return starts(pace, 11, now)[10];
    };
    assert.deepEqual([gap(0), gap(30_000), gap(60_000)], [949, 783, 667]);
  });

  it("is slower still after another 429", () => {
    const pace = new Pace();
    pace.slowDown(0);
    pace.slowDown(0);
    assert.equal(starts(pace, 11)[10], 1_345);
  });

  it("has recovered within a minute of the last 429, however many there were", () => {
    const pace = new Pace();
    for (let nth = 0; nth < 50; nth++) pace.slowDown(0);
    starts(pace, 10);
    assert.equal(pace.take(0, PACE.perMinute), undefined);
    // What is earned grows with the square of the time: √(2 · 60 000 · 666.7) - 5 000.
    assert.equal(Math.round(pace.freeIn(0, PACE.perMinute)), 3_944);
    assert.equal(pace.take(3_943, PACE.perMinute), undefined);
    assert.equal(Math.round(pace.take(3_945, PACE.perMinute) ?? 0), 4_999);
    const waits = starts(pace, 9, 60_000);
    assert.ok(waits.every((ms) => ms === 0));
  });

  it("says when there will be a place as it will be", () => {
    for (const slowings of [0, 1, 3, 20]) {
      for (const at of [0, 10_000, 59_000, 61_000]) {
        const pace = new Pace();
        for (let nth = 0; nth < slowings; nth++) pace.slowDown(0);
        starts(pace, 40, at);
        const freeAt = at + pace.freeIn(at, PACE.perMinute);
        assert.equal(pace.take(freeAt - 1, PACE.perMinute), undefined);
        assert.notEqual(pace.take(freeAt + 1, PACE.perMinute), undefined);
      }
    }
  });

  it("earns nothing while the clock goes back", () => {
    const pace = new Pace();
    starts(pace, 17, 3_600_000);
    assert.equal(pace.take(0, PACE.perMinute), undefined);
    assert.notEqual(pace.take(334, PACE.perMinute), undefined);
  });

  it("counts retries, which do not wait", () => {
    const pace = new Pace();
    for (let nth = 0; nth < 10; nth++) pace.count(0, PACE.perMinute);
    assert.deepEqual(starts(pace, 1), [667]);
  });

  it("recovers from a 429 in the same time when the clock goes back", () => {
    const waits = (jump: number) => {
      const pace = new Pace();
      starts(pace, 17, 3_600_000);
      pace.slowDown(3_600_000);
      pace.freeIn(3_600_000 + jump, PACE.perMinute);
      return [0, 1_000, 30_000].map((ms) => Math.round(pace.freeIn(3_600_000 + jump + ms, PACE.perMinute)));
    };
    assert.deepEqual(waits(-3_600_000), waits(0));
    const pace = new Pace();
    pace.slowDown(3_600_000);
    assert.deepEqual(starts(pace, 11).slice(9), [0, 949]);
  });
});
