// @ts-check
// All units as plain data, against parsing the text that they came in.
// usage: array.mjs SIZE
import { buildTree } from "business-units";
import { loadListing } from "../listings.mjs";
import { interleave, median, medianRatio } from "../measure.mjs";
import { answer } from "../program.mjs";

/** `times` is how many times as long `toArray` took. @typedef {{ size: number, ours: number, parse: number, times: number }} ArrayTimes */

const limitMs = 6_000;

const size = Number(process.argv[2]);
const { bytes } = loadListing(size, "random");
const tree = buildTree(bytes);
const text = new TextDecoder().decode(bytes);
const samples = interleave(
  { ours: { run: () => tree.toArray() }, parse: { run: () => JSON.parse(text) } },
  { input: undefined, limitMs },
);
await answer(
  /** @type {ArrayTimes} */ ({
    size,
    ours: median(samples.ours),
    parse: median(samples.parse),
    times: medianRatio(samples.ours, samples.parse),
  }),
);
