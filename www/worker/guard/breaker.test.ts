import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Breaker, type Verdict } from "./breaker.ts";

const MIDDLE = 0.5;

function fed(verdicts: readonly Verdict[], now = 0): Breaker {
  const breaker = new Breaker();
  for (const verdict of verdicts) breaker.report("call", verdict, now, MIDDLE);
  return breaker;
}

const times = (count: number, verdict: Verdict): Verdict[] => new Array(count).fill(verdict);
const isOpen = (breaker: Breaker, now = 0) => "waitMs" in breaker.admit(now);

describe("a breaker", () => {
  const rows: [verdicts: Verdict[], open: boolean][] = [
    [times(9, "fails"), false],
    [times(10, "fails"), true],
    [[...times(5, "works"), ...times(5, "fails")], true],
    [[...times(6, "works"), ...times(5, "fails")], false],
    [[...times(9, "works"), ...times(9, "fails")], true],
    [times(100, "refuses"), false],
    [[...times(100, "refuses"), ...times(9, "fails")], false],
    [times(100, "nothing"), false],
    [[...times(100, "nothing"), ...times(9, "fails")], false],
  ];
  for (const [verdicts, open] of rows) {
    const told = [...new Set(verdicts)].map((verdict) => {
      return `${verdicts.filter((one) => one === verdict).length} ${verdict}`;
    });
    it(`is ${open ? "open" : "closed"} after ${told.join(", ")}`, () => {
      assert.equal(isOpen(fed(verdicts)), open);
    });
  }

  it("forgets what was 30 seconds ago", () => {
    const breaker = fed(times(9, "fails"));
    breaker.report("call", "fails", 30_000, MIDDLE);
    assert.equal(isOpen(breaker, 30_000), false);
  });

  it("is open for ten seconds, a fifth more or less", () => {
    for (const [random, ms] of [
      [0, 8_000],
      [MIDDLE, 10_000],
      [1, 12_000],
    ] as const) {
      const breaker = fed(times(9, "fails"));
      breaker.report("call", "fails", 0, random);
      assert.deepEqual(breaker.admit(0), { waitMs: ms });
      assert.ok(isOpen(breaker, ms - 1));
      assert.deepEqual(breaker.admit(ms), { pass: "probe" });
    }
  });

  it("lets one probe through, and closes when that is answered, even by a refusal", () => {
    for (const verdict of ["works", "refuses"] as const) {
      const breaker = fed(times(10, "fails"));
      const admissions = Array.from({ length: 100 }, () => breaker.admit(10_000));
      assert.equal(admissions.filter((admission) => "pass" in admission).length, 1);
      breaker.report("probe", verdict, 10_100, MIDDLE);
      assert.deepEqual(breaker.admit(10_100), { pass: "call" });
    }
  });

  it("is open twice as long each time that the probe fails, up to a minute", () => {
    const breaker = fed(times(10, "fails"));
    const waits = [];
    let now = 0;
    for (let nth = 0; nth < 5; nth++) {
      const admission = breaker.admit(now);
      assert.ok("waitMs" in admission);
      waits.push(admission.waitMs);
      now += admission.waitMs;
      assert.deepEqual(breaker.admit(now), { pass: "probe" });
      breaker.report("probe", "fails", now, MIDDLE);
    }
    assert.deepEqual(waits, [10_000, 20_000, 40_000, 60_000, 60_000]);
  });

  it("lets another probe through when one was given up, or never told", () => {
    const breaker = fed(times(10, "fails"));
    breaker.admit(10_000);
    breaker.report("probe", "nothing", 10_001, MIDDLE);
    assert.deepEqual(breaker.admit(10_001), { pass: "probe" });
    assert.ok(isOpen(breaker, 40_000));
    assert.deepEqual(breaker.admit(40_001), { pass: "probe" });
  });

  it("is open for no longer when the clock is set back", () => {
    const breaker = fed(times(10, "fails"), 3_600_000);
    assert.deepEqual(breaker.admit(0), { waitMs: 72_000 });
    assert.deepEqual(breaker.admit(72_000), { pass: "probe" });
    assert.ok(isOpen(breaker, 72_001));
  });

  it("does not listen to calls that began before it opened", () => {
    const breaker = fed(times(10, "fails"));
    for (const verdict of times(50, "works")) breaker.report("call", verdict, 5, MIDDLE);
    assert.ok(isOpen(breaker, 5));
  });
});
