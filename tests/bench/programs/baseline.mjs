// @ts-check
// From bytes to a tree that has answered: the package as it is, and as it was at the baseline's commit.
// usage: baseline.mjs SIZE LIMIT_MS today|baseline (which is warmed up and measured first)
import { pathToFileURL } from "node:url";
import * as businessUnits from "business-units";
import { baselineEntry } from "../baseline.mjs";
import { loadListing } from "../listings.mjs";
import { compare, median, medianRatio } from "../measure.mjs";
import { ours } from "../ours.mjs";
import { answer } from "../program.mjs";

/**
 * The times in milliseconds; `ahead` is how many times as long the baseline took as the package does today.
 * @typedef {{ today: number, baseline: number, ahead: number }} BaselineTimes
 */

const warmUpSize = 10_000;

const [size, limitMs] = process.argv.slice(2).map(Number);
if (size === undefined || limitMs === undefined) throw new Error("usage: baseline.mjs SIZE LIMIT_MS FIRST");
/** @type {typeof businessUnits} */
const before = await import(pathToFileURL(baselineEntry()).href);
const today = ours(businessUnits);
const baseline = ours(before);
const samples = compare(process.argv[4] === "baseline" ? { baseline, today } : { today, baseline }, {
  input: loadListing(size, "random"),
  warmUpInput: size > warmUpSize ? loadListing(warmUpSize, "random") : undefined,
  limitMs,
});
await answer(
  /** @type {BaselineTimes} */ ({
    today: median(samples.today),
    baseline: median(samples.baseline),
    ahead: medianRatio(samples.baseline, samples.today),
  }),
);
