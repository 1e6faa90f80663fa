// @ts-check
// From bytes to a tree with a package that may take too long, or overflow the stack: the program that starts this watches it.
// usage: peer.mjs d3|performant SIZE SHAPE
import { loadListing } from "../listings.mjs";
import { interleave, median } from "../measure.mjs";
import { loadD3 } from "../peers/d3.mjs";
import { loadPerformant } from "../peers/performant.mjs";
import { answer, begin } from "../program.mjs";

/** @typedef {{ ms: number } | { overflows: true }} PeerTime */

const longMs = 1_000;
const limitMs = 1_500;

const [peer, size, shape] = process.argv.slice(2);
const build = await (peer === "d3" ? loadD3() : loadPerformant());
const input = loadListing(Number(size), /** @type {import("../generate.mjs").Shape} */ (shape));
await begin();
await answer(measure());

/** @returns {PeerTime} */
function measure() {
  try {
    const firstMs = once();
    if (firstMs > longMs) return { ms: firstMs };
    return { ms: median(interleave({ peer: { run } }, { input, limitMs }).peer) };
  } catch (error) {
    if (error instanceof RangeError) return { overflows: true };
    throw error;
  }
}

function once() {
  const started = performance.now();
  run(input);
  return performance.now() - started;
}

/** @param {typeof input} input */
function run({ bytes, lastId }) {
  const { last } = build(bytes, lastId);
  if (last === undefined) throw new Error(`${peer} built a wrong tree`);
  return last;
}
