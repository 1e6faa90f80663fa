// @ts-check
import { million, unitsInForms } from "./plan.mjs";
import { downloadRows, inBytes } from "./sizes.mjs";
import { table } from "./table.mjs";
import * as target from "./targets.mjs";
import { grouped, short } from "./targets.mjs";

/**
 * @typedef {import("./plan.mjs").Results} Results
 * @typedef {import("./plan.mjs").TreeRow} TreeRow
 * @typedef {import("./plan.mjs").PeerOutcome} PeerOutcome
 * @typedef {import("./targets.mjs").Verdict} Verdict
 * @typedef {import("./table.mjs").Table} Table
 */

const makers = [
  treeTable,
  shapeTable,
  formTable,
  searchTable,
  arrayTable,
  startTable,
  memoryTable,
  downloadTable,
];
const mebibyte = 1024 * 1024;

/**
 * Puts results into tables, and tells which targets were missed.
 * @param {Results} results
 */
export function report(results) {
  const tables = makers.map((make) => make(results));
  const full = tables.filter(({ rows }) => rows.length > 0);
  const verdicts = full.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell !== "string");
  const missed = verdicts.filter(({ met }) => !met).map(({ miss }) => miss);
  return { text: full.map(table).join("\n\n"), missed: [...results.failures, ...missed] };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function treeTable({ trees }) {
  return {
    title: "From bytes to a tree that has answered (ms)",
    head: [
      "units",
      "ours",
      "parse + Map",
      "Map / ours",
      "target",
      "d3.stratify",
      "performant",
      "JSON.parse",
      "limit",
      "ours / limit",
      "target",
    ],
    rows: trees.map(treeCells),
  };
}

/** @param {TreeRow} row */
function treeCells({ size, shape, times, d3, performant }) {
  const name = shape === "random" ? grouped(size) : `${grouped(size)}, ${shape}`;
  const ahead = shape === "random" ? target.aheadOfMap.get(size) : undefined;
  const limit = shape === "random" ? target.overLimit.get(size) : undefined;
  return [
    name,
    short(times.ours),
    short(times.map),
    short(times.ahead),
    ahead === undefined ? "" : target.atLeast(`${name} units, parse + Map / ours`, times.ahead, ahead),
    peerCell(d3),
    peerCell(performant),
    short(times.parse),
    short(times.limit),
    short(times.overLimit),
    limit === undefined ? "" : target.atMost(`${name} units, ours / limit`, times.overLimit, limit),
  ];
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
function shapeTable({ trees }) {
  const each = (/** @type {string} */ shape, /** @type {number} */ size) => {
    const row = trees.find((row) => row.shape === shape && row.size === size);
    return row && (row.times.ours * 1_000) / size;
  };
  const rows = ["random", "chain", "star"].flatMap((shape) => {
    const [small, large] = [each(shape, million / 10), each(shape, million)];
    if (small === undefined || large === undefined) return [];
    const growth = large / small;
    const besideRandom = large / (each("random", million) ?? Number.NaN);
    const verdict = shape === "random" ? "" : target.atMost(`growth of a ${shape}`, growth, target.growth);
    return [[shape, short(small), short(large), short(growth), verdict, short(besideRandom)]];
  });
  return {
    title: "Ours by shape (µs a unit)",
    head: ["shape", "of 100 000", "of 1 000 000", "growth", "target", "random = 1"],
    rows,
  };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function formTable({ forms }) {
  return {
    title: `Listings of other shapes, ${grouped(unitsInForms)} units (ms)`,
    head: ["each unit", "bytes a unit", "ours", "parse + Map", "Map / ours", "target"],
    rows: forms.map(({ form, bytes, ours, map, ahead }) => [
      form,
      short(bytes / unitsInForms),
      short(ours),
      short(map),
      short(ahead),
      target.atLeast(`${form}, parse + Map / ours`, ahead, target.aheadOfMapInForms),
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
    head: ["text", "hits", "ours", "target", "loop", "loop / ours", "target"],
    rows: searches.map(({ wanted, found, ours, loop, ahead }) => [
      wanted,
      grouped(found),
      short(ours),
      target.atMost(`search "${wanted}", ms`, ours, target.searchMs),
      short(loop),
      short(ahead),
      target.atLeast(`search "${wanted}", loop / ours`, ahead, 1),
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
    head: ["units", "toArray", "JSON.parse", "ours / parse", "target"],
    rows: arrays.map(({ size, ours, parse, times }) => [
      grouped(size),
      short(ours),
      short(parse),
      short(times),
      target.atMost(`toArray of ${grouped(size)}, ours / JSON.parse`, times, target.arrayOverParse),
    ]),
  };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function startTable({ starts }) {
  return {
    title: "Cold start (ms)",
    head: ["from a fresh process to", "takes", "target"],
    rows: starts
      ? [
          [
            "the package and a first tree",
            short(starts.package),
            target.below("the package and a first tree, ms", starts.package, starts.official),
          ],
          ["the module alone and a first tree", short(starts.module), ""],
          ["the official SDK, imported", short(starts.official), ""],
        ]
      : [],
  };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function memoryTable({ memory }) {
  const mebibytes = (/** @type {number} */ bytes) => short(bytes / mebibyte);
  return {
    title: "Memory for 1 000 000 units (MiB)",
    head: ["what", "ours, streamed", "parse + Map", "target"],
    rows: memory
      ? [
          [
            "the module's memory",
            mebibytes(memory.ours.wasm),
            "",
            target.atMost("MiB of the module's memory", memory.ours.wasm / mebibyte, target.wasmMebibytes),
          ],
          [
            "added to the process at most",
            mebibytes(memory.ours.addedRss),
            mebibytes(memory.map.addedRss),
            "",
          ],
          ["JavaScript heap afterwards", mebibytes(memory.ours.heap), mebibytes(memory.map.heap), ""],
        ]
      : [],
  };
}

/**
 * @param {Results} results
 * @returns {Table}
 */
function downloadTable({ downloads }) {
  const rows = downloads && [
    ...downloadRows(downloads),
    ["the official SDK, bundled", ...inBytes(downloads.official)],
  ];
  return { title: "Size (bytes)", head: ["what", "raw", "gzip", "brotli"], rows: rows ?? [] };
}
