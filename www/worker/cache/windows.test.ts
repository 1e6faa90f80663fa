import assert from "node:assert/strict";
import { test } from "node:test";
import { isDueEarly, phaseAt, WINDOWS, windowsOf } from "./windows.ts";

const ages = [
  [0, "fresh"],
  [59.9, "fresh"],
  [60, "stale"],
  [60.1, "stale"],
  [599.9, "stale"],
  [600, "down"],
  [600.1, "down"],
  [86_399.9, "down"],
  [86_400, "gone"],
] as const;

for (const [seconds, phase] of ages) {
  test(`a listing of ${seconds} seconds is ${phase}`, () => {
    assert.equal(phaseAt(seconds * 1_000, WINDOWS), phase);
  });
}

test("CACHE_WINDOWS is three numbers of seconds, divided by blanks or commas", () => {
  const set = (CACHE_WINDOWS?: string) => windowsOf(CACHE_WINDOWS === undefined ? {} : { CACHE_WINDOWS });
  assert.deepEqual(set(), WINDOWS);
  assert.deepEqual(set(" "), WINDOWS);
  assert.deepEqual(set("1 2 3"), { freshMs: 1_000, staleMs: 2_000, downMs: 3_000 });
  assert.deepEqual(set("5, 5, 604800"), { freshMs: 5_000, staleMs: 5_000, downMs: 604_800_000 });
  assert.deepEqual(set("0 0 0"), { freshMs: 0, staleMs: 0, downMs: 0 });
});

test("CACHE_WINDOWS that cannot be meant is a fault of the configuration", () => {
  for (const CACHE_WINDOWS of [
    "60",
    "60 600",
    "1 2 3 4",
    "2 1 3",
    "1 3 2",
    "-1 2 3",
    "1.5 2 3",
    "a b c",
    "1 2 604801",
  ]) {
    assert.throws(() => windowsOf({ CACHE_WINDOWS }), { code: "NOT_CONFIGURED" }, CACHE_WINDOWS);
  }
});

test("a listing is fetched early by chance: the likelier, the nearer its end and the longer it took", () => {
  const share = (ageMs: number, tookMs: number) => {
    const draws = Array.from({ length: 10_000 }, (_, i) => isDueEarly(ageMs, tookMs, 60_000, i / 10_000));
    return draws.filter(Boolean).length / 10_000;
  };
  assert.equal(share(0, 100), 0);
  assert.ok(share(59_000, 500) < share(59_900, 500));
  assert.ok(share(59_000, 500) < share(59_000, 2_000));
  // XFetch: the chance at one fetch's length before the end is 1/e.
  assert.ok(Math.abs(share(58_000, 2_000) - Math.exp(-1)) < 0.001);
  assert.equal(share(60_000, 0), 1);
});
