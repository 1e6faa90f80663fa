// @ts-check
import { measureCommandLine } from "./command-line.mjs";
import { forms } from "./forms.mjs";
import { median } from "./measure.mjs";
import { grouped } from "./numbers.mjs";
import { runProgram } from "./program.mjs";

/**
 * @typedef {import("../../pkg/scripts/steps.mjs").Step} Step
 * @typedef {import("./generate.mjs").Shape} Shape
 * @typedef {import("./programs/baseline.mjs").BaselineTimes} BaselineTimes
 * @typedef {import("./programs/tree.mjs").TreeTimes} TreeTimes
 * @typedef {import("./programs/form.mjs").FormTimes} FormTimes
 * @typedef {import("./programs/peer.mjs").PeerTime} PeerTime
 * @typedef {import("./programs/memory.mjs").Memory} Memory
 * @typedef {import("./programs/search.mjs").SearchTimes} SearchTimes
 * @typedef {import("./programs/array.mjs").ArrayTimes} ArrayTimes
 * @typedef {import("./command-line.mjs").CommandLineTimes} CommandLineTimes
 */

/**
 * A peer's time; "stopped" when it took too long.
 * @typedef {PeerTime | "stopped"} PeerOutcome
 */

/** @typedef {BaselineTimes & { size: number, lowest: number, highest: number }} BaselineRow */
/** @typedef {{ size: number, shape: Shape, times: TreeTimes, d3?: PeerOutcome, performant?: PeerOutcome }} TreeRow */
/** @typedef {{ package: number, tree: number, official: number }} Starts */

/**
 * All that was measured. What could not be is absent, and `failures` says why.
 * @typedef {object} Results
 * @property {BaselineRow[]} baselines
 * @property {TreeRow[]} trees
 * @property {FormTimes[]} forms
 * @property {{ ours: Memory, map: Memory }} [memory]
 * @property {Starts} [starts]
 * @property {CommandLineTimes} [commandLine]
 * @property {SearchTimes[]} searches
 * @property {ArrayTimes[]} arrays
 * @property {string[]} failures
 */

export const million = 1_000_000;
const peerLimitMs = 10_000;
const processesCompared = 5;
const starts = 9;
const searchedUnits = 50_000;
export const unitsInForms = 10_000;
const drawnUnits = 100_000;

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
];

/** @param {boolean} quick */
export function listingsOf(quick) {
  return sizes.filter((listing) => listing.quick || !quick);
}

/**
 * The sizes of random forests at which the package is compared with its baseline.
 * @param {boolean} quick
 */
export function baselineSizes(quick) {
  const compared = listingsOf(quick).filter(({ size, shape }) => shape === "random" && size >= 100);
  return compared.map(({ size }) => size).filter((size) => size < million);
}

/**
 * Lists the measurements. Each puts what it finds into the results, and goes by without it when it fails.
 * @param {boolean} quick
 * @param {Results} results
 * @returns {Step[]}
 */
export function measurements(quick, results) {
  const steps = [
    ...baselineSizes(quick).map((size) => comparisonStep(size, results)),
    ...listingsOf(quick).map(({ size, shape }) => treeStep(size, shape, results)),
    formsStep(results),
    searchStep(results),
    ...(quick ? [10_000] : [10_000, 100_000]).map((size) => arrayStep(size, results)),
    startStep(results),
    commandLineStep(quick, results),
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
 * Compares in several processes, since what one of them has by chance, such as its place in memory, stays until its end.
 * @param {number} size
 * @param {Results} results
 * @returns {Step}
 */
function comparisonStep(size, { baselines }) {
  return {
    title: `baseline, ${grouped(size)}`,
    async run(show) {
      /** @type {BaselineTimes[]} */
      const processes = [];
      while (processes.length < processesCompared) {
        show(`process ${processes.length + 1} of ${processesCompared}`);
        const order = processes.length % 2 === 0 ? ["today", "baseline"] : ["baseline", "today"];
        processes.push(await runProgram("baseline", [size, size < 100_000 ? 5_000 : 8_000, ...order]));
      }
      const row = baselineRow(size, processes);
      baselines.push(row);
      return `the baseline takes ${row.ahead.toFixed(3)} times as long as ours`;
    },
  };
}

/**
 * Takes the medians of what the processes measured, and how far their ratios are apart.
 * @param {number} size
 * @param {readonly BaselineTimes[]} processes
 * @returns {BaselineRow}
 */
export function baselineRow(size, processes) {
  const ratios = processes.map(({ ahead }) => ahead);
  return {
    size,
    today: median(processes.map(({ today }) => today)),
    baseline: median(processes.map(({ baseline }) => baseline)),
    ahead: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
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
      if (size === million) return outcomeOf(row); // to wait for the others would tell nothing new
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
      const samples = { package: [0], tree: [0], official: [0] };
      for (let round = 0; round <= starts; round++) {
        for (const [who, times] of Object.entries(samples)) times[round] = await runProgram("start", [who]);
      }
      // The first round warmed the system's cache.
      results.starts = {
        package: median(samples.package.slice(1)),
        tree: median(samples.tree.slice(1)),
        official: median(samples.official.slice(1)),
      };
      return "done";
    },
  };
}

/**
 * @param {boolean} quick
 * @param {Results} results
 * @returns {Step}
 */
function commandLineStep(quick, results) {
  return {
    title: "command line",
    async run() {
      const times = await measureCommandLine(quick ? undefined : drawnUnits);
      results.commandLine = times;
      if (times.ahead === undefined) return "done";
      return `a script takes ${times.ahead.toFixed(2)} times as long as ours`;
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
