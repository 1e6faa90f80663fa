// @ts-check
import { createHash } from "node:crypto";
import { once } from "node:events";
import { launch } from "../../pkg/scripts/child.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { Stop } from "../../pkg/scripts/steps.mjs";
import { listingFile } from "./listings.mjs";
import { median, medianRatio } from "./measure.mjs";

/**
 * The command line in milliseconds: from the start of the process to its first byte, and to its end.
 * @typedef {object} CommandLineTimes
 * @property {number} bare `node -e 0`, to its end
 * @property {number} first the tree of the documented listing, to its first byte
 * @property {number} [ours] the tree of 100 000 units, to its end
 * @property {number} [script] the same text by a script
 * @property {number} [ahead] how many times as long the script takes
 */

const rounds = 9;
const program = place("pkg", "dist", "cli.js");
const documented = place("tests", "data", "autodesk", "documented.json");

/**
 * Measures in turns, each time in a fresh process; files are in the system's cache.
 * @param {number | undefined} size of the large listing; without one it is left out
 * @returns {Promise<CommandLineTimes>}
 */
export async function measureCommandLine(size) {
  /** @type {number[][]} */
  const [bare = [], first = [], ours = [], script = []] = [[], [], [], []];
  for (let round = 0; round <= rounds; round++) {
    bare.push((await timed(["-e", "0"])).endMs);
    first.push((await timed([program, "tree", documented])).firstMs);
    if (size === undefined) continue;
    const file = listingFile(size, "random");
    const one = await timed([program, "tree", file]);
    const other = await timed([place("tests", "bench", "peers", "outline.mjs"), file]);
    if (one.digest !== other.digest) throw new Stop("the command line and the script print different trees");
    ours.push(one.endMs);
    script.push(other.endMs);
  }
  // The first round warmed the system's cache.
  const [own, others] = [ours.slice(1), script.slice(1)];
  const start = { bare: median(bare.slice(1)), first: median(first.slice(1)) };
  if (size === undefined) return start;
  return { ...start, ours: median(own), script: median(others), ahead: medianRatio(others, own) };
}

/**
 * Runs Node to its end.
 * @param {readonly string[]} args
 */
async function timed(args) {
  const started = performance.now();
  const child = launch(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const hash = createHash("sha256");
  let firstMs = Number.NaN;
  child.stdout?.on("data", (bytes) => {
    if (Number.isNaN(firstMs)) firstMs = performance.now() - started;
    hash.update(bytes);
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Stop(`node ${args.join(" ")} ended with ${code}`);
  return { firstMs, endMs: performance.now() - started, digest: hash.digest("hex") };
}
