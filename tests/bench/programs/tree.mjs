// @ts-check
// From bytes to a tree that has answered: ours, the hand-written loop, and JSON.parse alone.
// usage: tree.mjs SIZE SHAPE LIMIT_MS
import * as businessUnits from "business-units";
import { loadListing } from "../listings.mjs";
import { interleave, median, medianRatio } from "../measure.mjs";
import { ours } from "../ours.mjs";
import { mapTree } from "../peers/map.mjs";
import { answer } from "../program.mjs";

/**
 * The times in milliseconds of one size and shape; `ahead` is how many times as long parse + Map took as ours.
 * @typedef {{ bytes: number, ours: number, map: number, parse: number, ahead: number, rounds: number }} TreeTimes
 */

/** @typedef {import("../listings.mjs").Listing & { text: string }} Input */

const warmUpSize = 10_000;

const contenders = {
  ours: ours(businessUnits),
  map: {
    run: (/** @type {Input} */ { bytes, lastId }) => {
      const made = mapTree(bytes, lastId);
      if (made.orphans !== 0 || made.last?.unit.id !== lastId)
        throw new Error("parse + Map built a wrong tree");
      return made;
    },
  },
  parse: { run: (/** @type {Input} */ { text }) => JSON.parse(text) },
};

/**
 * @param {number} size
 * @param {import("../generate.mjs").Shape} shape
 * @returns {Input}
 */
function inputOf(size, shape) {
  const listing = loadListing(size, shape);
  return { ...listing, text: new TextDecoder().decode(listing.bytes) };
}

const [size = "2", shape = "random", limitMs = "5000"] = process.argv.slice(2);
const sized = { size: Number(size), shape: /** @type {import("../generate.mjs").Shape} */ (shape) };
const input = inputOf(sized.size, sized.shape);
const warmUpInput = sized.size > warmUpSize ? inputOf(warmUpSize, sized.shape) : undefined;
const samples = interleave(contenders, { input, warmUpInput, limitMs: Number(limitMs) });

await answer(
  /** @type {TreeTimes} */ ({
    bytes: input.bytes.length,
    ours: median(samples.ours),
    map: median(samples.map),
    parse: median(samples.parse),
    ahead: medianRatio(samples.map, samples.ours),
    rounds: samples.ours.length,
  }),
);
