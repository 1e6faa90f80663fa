// @ts-check
// From bytes to a tree that has answered: the package as it is, and as it was at the baseline's commit.
// usage: baseline.mjs SIZE LIMIT_MS FIRST SECOND (the order in which today and baseline are loaded and warmed up)
import { pathToFileURL } from "node:url";
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
/** @type {Record<string, string>} */
const entries = { today: "business-units", baseline: pathToFileURL(baselineEntry()).href };

const [, , units, limitMs, ...order] = process.argv;
const size = Number(units);
/** @type {Record<string, ReturnType<typeof ours>>} */
const contenders = {};
for (const name of order) contenders[name] = ours(await import(entries[name] ?? ""));
const { today = [], baseline = [] } = compare(contenders, {
  input: loadListing(size, "random"),
  warmUpInput: size > warmUpSize ? loadListing(warmUpSize, "random") : undefined,
  limitMs: Number(limitMs),
});
await answer(
  /** @type {BaselineTimes} */ ({
    today: median(today),
    baseline: median(baseline),
    ahead: medianRatio(baseline, today),
  }),
);
