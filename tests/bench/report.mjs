// @ts-check
import { grouped, short } from "./numbers.mjs";
import { baselineSizes, listingsOf, million, unitsInForms } from "./plan.mjs";
import { table } from "./table.mjs";
import {
  aheadOfMap,
  aheadOfScript,
  besideBaseline,
  conclusion,
  firstByteMs,
  isMet,
  targetTable,
  wasmMebibytes,
} from "./targets.mjs";

/**
 * @typedef {import("./plan.mjs").Results} Results
 * @typedef {import("./plan.mjs").TreeRow} TreeRow
 * @typedef {import("./plan.mjs").PeerOutcome} PeerOutcome
 * @typedef {import("./table.mjs").Table} Table
 * @typedef {import("./targets.mjs").Target} Target
 */

const makers = [
  baselineTable,
  treeTable,
  formTable,
  searchTable,
  arrayTable,
  startTable,
  commandLineTable,
  memoryTable,
];
const mebibyte = 1024 * 1024;

/**
 * Puts results into tables, the targets last, and says whether all went well.
 * @param {Results} results
 * @param {boolean} quick
 */
export function report(results, quick) {
  const tables = makers.map((make) => make(results)).filter(({ rows }) => rows.length > 0);
  const targets = targetsOf(results, quick);
  const text = [
    ...[...tables, targetTable(targets)].map(table),
    conclusion(targets),
    ...(results.failures.length > 0 ? [results.failures.map((failure) => `- ${failure}`).join("\n")] : []),
  ].join("\n\n");
  return { text, isGood: targets.every(isMet) && results.failures.length === 0 };
}

/**
 * Every target of a run. A quick one measures no large listing, so it judges none.
 * @param {Results} results
 * @param {boolean} quick
 * @returns {Target[]}
 */
export function targetsOf({ baselines, trees, memory, commandLine }, quick) {
  const besides = baselineSizes(quick).map((size) => ({
    what: `${grouped(size)} units, baseline / ours`,
    measured: baselines.find((times) => times.size === size)?.ahead,
    least: besideBaseline,
  }));
  const aheads = listingsOf(quick).flatMap(({ size, shape }) => {
    const least = shape === "random" ? aheadOfMap.get(size) : undefined;
    const row = trees.find((tree) => tree.size === size && tree.shape === shape);
    if (least === undefined) return [];
    return [{ what: `${grouped(size)} units, parse + Map / ours`, measured: row?.times.ahead, least }];
  });
  const taken = {
    what: `${grouped(million)} units, MiB of the module's memory`,
    measured: memory && memory.ours.wasm / mebibyte,
    most: wasmMebibytes,
  };
  const first = {
    what: "command line, ms to the first byte beyond Node",
    measured: commandLine && commandLine.first - commandLine.bare,
    most: firstByteMs,
  };
  const drawn = { what: "command line, script / ours", measured: commandLine?.ahead, least: aheadOfScript };
  return [...besides, ...aheads, first, ...(quick ? [] : [drawn, taken])];
}

/**
 * The cells of a run in the history of RESULTS.md, after its date and commit.
 * @param {Results} results
 */
export function historyCells({ baselines, trees, memory }) {
  const compared = baselineSizes(false).map((size) => baselines.find((times) => times.size === size)?.ahead);
  const ahead = [...aheadOfMap.keys()].map(
    (size) => trees.find((tree) => tree.size === size && tree.shape === "random")?.times.ahead,
  );
  const taken = memory && memory.ours.wasm / mebibyte;
  const inShort = (/** @type {(number | undefined)[]} */ values) =>
    values.map((value) => (value === undefined ? "-" : short(value))).join(" / ");
  return [inShort(compared), inShort(ahead), inShort([taken])];
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function baselineTable({ baselines }) {
  return {
    title: "Beside the baseline (ms)",
    head: ["units", "ours", "baseline", "baseline / ours", "lowest", "highest"],
    rows: baselines.map(({ size, today, baseline, ahead, lowest, highest }) => [
      grouped(size),
      short(today),
      short(baseline),
      short(ahead),
      short(lowest),
      short(highest),
    ]),
  };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function treeTable({ trees }) {
  return {
    title: "From bytes to a tree that has answered (ms)",
    head: ["units", "ours", "parse + Map", "Map / ours", "d3.stratify", "performant", "JSON.parse"],
    rows: trees.map(({ size, shape, times, d3, performant }) => [
      shape === "random" ? grouped(size) : `${grouped(size)}, ${shape}`,
      short(times.ours),
      short(times.map),
      short(times.ahead),
      peerCell(d3),
      peerCell(performant),
      short(times.parse),
    ]),
  };
}

/** @param {PeerOutcome | undefined} outcome */
function peerCell(outcome) {
  if (outcome === undefined) return "";
  if (outcome === "stopped") return "> 10 s";
  return "ms" in outcome ? short(outcome.ms) : "overflows the stack";
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function formTable({ forms }) {
  return {
    title: `Listings of other shapes, ${grouped(unitsInForms)} units (ms)`,
    head: ["each unit", "bytes a unit", "ours", "parse + Map", "Map / ours"],
    rows: forms.map(({ form, bytes, ours, map, ahead }) => [
      form,
      short(bytes / unitsInForms),
      short(ours),
      short(map),
      short(ahead),
    ]),
  };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function searchTable({ searches }) {
  return {
    title: "Search over 50 000 names (ms)",
    head: ["text", "hits", "ours", "loop", "loop / ours"],
    rows: searches.map(({ wanted, found, ours, loop, ahead }) => [
      wanted,
      grouped(found),
      short(ours),
      short(loop),
      short(ahead),
    ]),
  };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function arrayTable({ arrays }) {
  return {
    title: "All units as plain data (ms)",
    head: ["units", "toArray", "JSON.parse", "ours / parse"],
    rows: arrays.map(({ size, ours, parse, times }) => [
      grouped(size),
      short(ours),
      short(parse),
      short(times),
    ]),
  };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function startTable({ starts }) {
  const rows = starts && [
    ["business-units and a first tree", short(starts.package)],
    ["business-units/tree and a first tree", short(starts.tree)],
    ["the official SDK, imported", short(starts.official)],
  ];
  return { title: "Cold start (ms)", head: ["from a fresh process to", "takes"], rows: rows ?? [] };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function commandLineTable({ commandLine }) {
  const { bare = 0, first = 0, ours, script } = commandLine ?? {};
  const rows = commandLine && [
    ["node -e 0, to its end", short(bare)],
    ["the documented tree, to its first byte", short(first)],
    ...(ours === undefined ? [] : [["the tree of 100 000 units, to its end", short(ours)]]),
    ...(script === undefined ? [] : [["the same text by JSON.parse and a Map", short(script)]]),
  ];
  return { title: "Command line (ms)", head: ["from the start of the process", "takes"], rows: rows ?? [] };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function memoryTable({ memory }) {
  const mebibytes = (/** @type {number} */ bytes) => short(bytes / mebibyte);
  const rows = memory && [
    ["the module's memory", mebibytes(memory.ours.wasm), ""],
    ["added to the process at most", mebibytes(memory.ours.addedRss), mebibytes(memory.map.addedRss)],
    ["JavaScript heap afterwards", mebibytes(memory.ours.heap), mebibytes(memory.map.heap)],
  ];
  return {
    title: "Memory for 1 000 000 units (MiB)",
    head: ["what", "ours, streamed", "parse + Map"],
    rows: rows ?? [],
  };
}
