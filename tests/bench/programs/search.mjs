// @ts-check
// Searching names, against a loop over the same names.
// usage: search.mjs SIZE
import { buildTree } from "business-units";
import { loadListing } from "../listings.mjs";
import { interleave, median, medianRatio } from "../measure.mjs";
import { matching } from "../peers/normalize.mjs";
import { answer } from "../program.mjs";

/** @typedef {{ wanted: string, found: number, ours: number, loop: number, ahead: number }} SearchTimes */

const limit = 50;
const limitMs = 1_000;
const texts = ["e", "un", "reg", "unit 4", "49999", "región", "Ñ", "nowhere"];

const tree = buildTree(loadListing(Number(process.argv[2]), "random").bytes);
const names = tree.toArray().map(({ name }) => name ?? "");

/** @param {string} wanted */
function measure(wanted) {
  const ours = { run: () => tree.search(wanted, { limit }) };
  const loop = { run: () => matching(names, wanted) };
  const samples = interleave({ ours, loop }, { input: undefined, limitMs });
  return /** @type {SearchTimes} */ ({
    wanted,
    found: tree.search(wanted).length,
    ours: median(samples.ours),
    loop: median(samples.loop),
    ahead: medianRatio(samples.loop, samples.ours),
  });
}

await answer(texts.map(measure));
