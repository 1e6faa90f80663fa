// @ts-check
// From bytes to a tree that has answered: the package as it is, and as it was at the baseline's commit.
// usage: baseline.mjs SIZE LIMIT_MS
import { pathToFileURL } from "node:url";
import * as today from "business-units";
import { baselineEntry } from "../baseline.mjs";
import { loadListing } from "../listings.mjs";
import { interleave, median, medianRatio } from "../measure.mjs";
import { ours } from "../ours.mjs";
import { answer } from "../program.mjs";

/**
 * The times in milliseconds; `ahead` is how many times as long the baseline took as the package does today.
 * @typedef {{ size: number, today: number, baseline: number, ahead: number, rounds: number }} BaselineTimes
 */

const warmUpSize = 10_000;
// The fastest of several samples counts in each round: what else runs on the machine only makes samples slower.
const turns = 5;

const [size = 1_000, limitMs = 5_000] = process.argv.slice(2).map(Number);
/** @type {typeof today} */
const before = await import(pathToFileURL(baselineEntry()).href);
const samples = interleave(
  { today: ours(today), baseline: ours(before) },
  {
    input: loadListing(size, "random"),
    warmUpInput: size > warmUpSize ? loadListing(warmUpSize, "random") : undefined,
    limitMs,
    turns,
  },
);
await answer(
  /** @type {BaselineTimes} */ ({
    size,
    today: median(samples.today),
    baseline: median(samples.baseline),
    ahead: medianRatio(samples.baseline, samples.today),
    rounds: samples.today.length,
  }),
);
