// @ts-check
import { downloads } from "./download.mjs";
import { forms } from "./forms.mjs";
import { median } from "./measure.mjs";
import { runProgram } from "./program.mjs";
import { grouped } from "./targets.mjs";

/**
 * @typedef {import("../../pkg/scripts/steps.mjs").Step} Step
 * @typedef {import("./generate.mjs").Shape} Shape
 * @typedef {import("./programs/tree.mjs").TreeTimes} TreeTimes
 * @typedef {import("./programs/form.mjs").FormTimes} FormTimes
 * @typedef {import("./programs/peer.mjs").PeerTime} PeerTime
 * @typedef {import("./programs/memory.mjs").Memory} Memory
 * @typedef {import("./programs/search.mjs").SearchTimes} SearchTimes
 * @typedef {import("./programs/array.mjs").ArrayTimes} ArrayTimes
 */

/**
 * A peer's time; "stopped" when it took too long.
 * @typedef {PeerTime | "stopped"} PeerOutcome
 */

/** @typedef {{ size: number, shape: Shape, times: TreeTimes, d3?: PeerOutcome, performant?: PeerOutcome }} TreeRow */
/** @typedef {{ package: number, module: number, official: number }} Starts */

/**
 * All that was measured. What could not be is absent, and `failures` says why.
 * @typedef {object} Results
 * @property {TreeRow[]} trees
 * @property {FormTimes[]} forms
 * @property {{ ours: Memory, map: Memory }} [memory]
 * @property {Starts} [starts]
 * @property {SearchTimes[]} searches
 * @property {ArrayTimes[]} arrays
 * @property {import("./download.mjs").Downloads} [downloads]
 * @property {string[]} failures
 */

export const million = 1_000_000;
const peerLimitMs = 10_000;
const starts = 9;
const searchedUnits = 50_000;
export const unitsInForms = 10_000;

/** @type {readonly { size: number, shape: Shape, quick: boolean }[]} */
const sizes = [
  { size: 2, shape: "random", quick: true },
  { size: 100, shape: "random", quick: true },
  { size: 1_000, shape: "random", quick: true },
  { size: 10_000, shape: "random", quick: true },
  { size: 100_000, shape: "random", quick: false },
  { size: million, shape: "random", quick: false },
  { size: 100_000, shape: "chain", quick: false },
  { size: 100_000, shape: "star", quick: false },
  { size: million, shape: "chain", quick: false },
  { size: million, shape: "star", quick: false },
];

/** @param {boolean} quick */
export function listingsOf(quick) {
  return sizes.filter((listing) => listing.quick || !quick);
}

/**
 * Lists the measurements. Each puts what it finds into the results, and goes by without it when it fails.
 * @param {boolean} quick
 * @param {Results} results
 * @returns {Step[]}
 */
export function measurements(quick, results) {
  const steps = [
    ...listingsOf(quick).map(({ size, shape }) => treeStep(size, shape, results)),
    formsStep(results),
    searchStep(results),
    ...(quick ? [10_000] : [10_000, 100_000]).map((size) => arrayStep(size, results)),
    startStep(results),
    downloadStep(results),
    ...(quick ? [] : [memoryStep(results)]),
  ];
  return steps.map((step) => forgiving(step, results.failures));
}

/**
 * @param {Step} step
 * @param {string[]} failures
 * @returns {Step}
 */
function forgiving(step, failures) {
  return {
    title: step.title,
    async run(show, print) {
      try {
        return await step.run(show, print);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        failures.push(`${step.title} failed: ${reason}`);
        return `failed: ${reason}`;
      }
    },
  };
}

/**
 * @param {number} size
 * @param {Shape} shape
 * @param {Results} results
 * @returns {Step}
 */
function treeStep(size, shape, { trees }) {
  return {
    title: `${shape} tree of ${grouped(size)}`,
    async run(show) {
      const limitMs = size < 100_000 ? 6_000 : 15_000;
      show("ours and parse + Map");
      /** @type {TreeRow} */
      const row = { size, shape, times: await runProgram("tree", [size, shape, limitMs]) };
      trees.push(row);
      if (size === million && shape !== "random") return outcomeOf(row); // to wait for peers would tell nothing new
      for (const peer of /** @type {const} */ (["d3", "performant"])) {
        show(peer);
        row[peer] = (await runProgram("peer", [peer, size, shape], peerLimitMs)) ?? "stopped";
      }
      return outcomeOf(row);
    },
  };
}

/** @param {TreeRow} row */
function outcomeOf({ times }) {
  return `parse + Map takes ${times.ahead.toFixed(2)} times as long as ours`;
}

/**
 * @param {Results} results
 * @returns {Step}
 */
function formsStep({ forms: measured }) {
  return {
    title: `other shapes of ${grouped(unitsInForms)}`,
    async run(show) {
      for (const form of forms.keys()) {
        show(form);
        measured.push(await runProgram("form", [unitsInForms, form]));
      }
      return "done";
    },
  };
}

/**
 * @param {Results} results
 * @returns {Step}
 */
function searchStep({ searches }) {
  return {
    title: `search over ${grouped(searchedUnits)}`,
    async run() {
      searches.push(...(await runProgram("search", [searchedUnits])));
      return "done";
    },
  };
}

/**
 * @param {number} size
 * @param {Results} results
 * @returns {Step}
 */
function arrayStep(size, { arrays }) {
  return {
    title: `toArray of ${grouped(size)}`,
    async run() {
      arrays.push(await runProgram("array", [size]));
      return "done";
    },
  };
}

/**
 * @param {Results} results
 * @returns {Step}
 */
function startStep(results) {
  return {
    title: "cold start",
    async run() {
      const samples = { package: [0], module: [0], official: [0] };
      for (let round = 0; round <= starts; round++) {
        for (const [who, times] of Object.entries(samples)) times[round] = await runProgram("start", [who]);
      }
      // The first round warmed the system's cache.
      const { package: whole, module, official } = samples;
      results.starts = {
        package: median(whole.slice(1)),
        module: median(module.slice(1)),
        official: median(official.slice(1)),
      };
      return "done";
    },
  };
}

/**
 * @param {Results} results
 * @returns {Step}
 */
function downloadStep(results) {
  return {
    title: "download",
    async run() {
      results.downloads = await downloads();
      return "done";
    },
  };
}

/**
 * @param {Results} results
 * @returns {Step}
 */
function memoryStep(results) {
  return {
    title: "memory",
    async run() {
      const ours = await runProgram("memory", ["ours", million]);
      results.memory = { ours, map: await runProgram("memory", ["map", million]) };
      return "done";
    },
  };
}
