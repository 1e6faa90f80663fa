// @ts-check
// From bytes to a tree that has answered: ours, the hand-written loop, and what neither can do without.
// usage: tree.mjs SIZE SHAPE LIMIT_MS
import { buildTree } from "business-units";
import { loadLimit } from "../limit.mjs";
import { loadListing } from "../listings.mjs";
import { interleave, median, medianRatio } from "../measure.mjs";
import { mapTree } from "../peers/map.mjs";
import { answer } from "../program.mjs";

/**
 * The times in milliseconds of one size and shape; `ahead` is how many times as long parse + Map took as ours.
 * @typedef {{ bytes: number, ours: number, map: number, parse: number, limit: number, ahead: number, overLimit: number, rounds: number }} TreeTimes
 */

/** @typedef {import("../listings.mjs").Listing & { text: string }} Input */

const warmUpSize = 10_000;

const limit = loadLimit();
const contenders = {
  ours: {
    run: (/** @type {Input} */ { bytes, lastId }) => {
      const tree = buildTree(bytes);
      const answers = { height: tree.height, defects: tree.defects.length, last: tree.get(lastId)?.id };
      assertSound(answers.defects === 0 && answers.last === lastId, "ours");
      return tree;
    },
    done: (/** @type {import("business-units").UnitTree} */ tree) => tree.free(),
  },
  map: {
    run: (/** @type {Input} */ { bytes, lastId }) => {
      const made = mapTree(bytes, lastId);
      assertSound(made.orphans === 0 && made.last?.unit.id === lastId, "parse + Map");
      return made;
    },
  },
  parse: { run: (/** @type {Input} */ { text }) => JSON.parse(text) },
  limit: { run: (/** @type {Input} */ { bytes }) => limit(bytes) },
};

/**
 * @param {boolean} isSound
 * @param {string} who
 */
function assertSound(isSound, who) {
  if (!isSound) throw new Error(`${who} built a wrong tree`);
}

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
    limit: median(samples.limit),
    ahead: medianRatio(samples.map, samples.ours),
    overLimit: medianRatio(samples.ours, samples.limit),
    rounds: samples.ours.length,
  }),
);
