// @ts-check
import { grouped, short } from "./numbers.mjs";

/**
 * A target, and what was measured: undefined when measuring failed, which misses the target.
 * @typedef {{ what: string, measured: number | undefined } & ({ least: number } | { most: number })} Target
 */

/** How many times as long the baseline has to take as the package does today, at least: 1 is as fast, more is faster. */
export const besideBaseline = 0.95;
/** How many times as long parse + Map has to take as the package, at least, by the number of units. */
export const aheadOfMap = new Map([
  [100, 4],
  [1_000, 7],
  [10_000, 7],
  [100_000, 9],
  [1_000_000, 4],
]);
/** How long the command line may take to its first byte, beyond Node itself, in milliseconds. */
export const firstByteMs = 60;
/** How many times as long a script has to take as the command line, for the tree of 100 000 units. */
export const aheadOfScript = 2;
/** The memory of the module that 1 000 000 units may take, in MiB. */
export const wasmMebibytes = 340;

/** @param {Target} target */
export function isMet(target) {
  const { measured } = target;
  if (measured === undefined) return false;
  return "least" in target ? measured >= target.least : measured <= target.most;
}

/**
 * Every target with its verdict.
 * @param {readonly Target[]} targets
 * @returns {import("./table.mjs").Table}
 */
export function targetTable(targets) {
  return {
    title: "Targets",
    head: ["what", "measured", "target", "verdict"],
    rows: targets.map((target) => [
      target.what,
      target.measured === undefined ? "-" : figure(target.measured),
      "least" in target ? `≥ ${figure(target.least)}` : `≤ ${figure(target.most)}`,
      isMet(target) ? "met" : "missed",
    ]),
  };
}

/**
 * Says in one line how many targets were met.
 * @param {readonly Target[]} targets
 */
export function conclusion(targets) {
  const met = targets.filter(isMet).length;
  return met === targets.length ? "Every target was met." : `${met} of ${targets.length} targets were met.`;
}

/**
 * Counts stay exact, ratios have three digits.
 * @param {number} value
 */
function figure(value) {
  return Number.isInteger(value) ? grouped(value) : short(value);
}
