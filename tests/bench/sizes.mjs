// @ts-check
import { gzipSync } from "node:zlib";
import * as budget from "./budget.mjs";
import { entries } from "./download.mjs";
import { functionsOf, sectionsOf } from "./functions.mjs";
import { grouped } from "./numbers.mjs";
import { ownerOf } from "./owners.mjs";

/**
 * @typedef {import("./download.mjs").Size} Size
 * @typedef {Record<import("./download.mjs").Entry, import("./download.mjs").Download>} Downloads
 * @typedef {import("./targets.mjs").Target} Target
 * @typedef {import("./table.mjs").Table} Table
 * @typedef {{ name: string, ours: boolean, functions: number, raw: number, gzip: number }} Part
 */

const CODE = 10;
const DATA = 11;
const CUSTOM = 0;

/**
 * What a page downloads for each entry.
 * @param {Downloads} downloads
 * @returns {Table}
 */
export function downloadTable(downloads) {
  const rows = entries.flatMap((entry) => {
    const { module, code, both } = downloads[entry];
    return [
      [`${entry}: module`, ...inBytes(module)],
      [`${entry}: JavaScript, bundled`, ...inBytes(code)],
      [`${entry}: both, what a page downloads`, ...inBytes(both)],
    ];
  });
  return { title: "Download (bytes)", head: ["what", "raw", "gzip", "brotli"], rows };
}

/**
 * Every target of `npm run size`.
 * @param {Downloads} downloads
 * @param {number} lines of code that read listings
 * @param {Size} reader of tables
 * @returns {Target[]}
 */
export function targetsOf(downloads, lines, reader) {
  const sizes = entries.flatMap((entry) => {
    const { module, both } = downloads[entry];
    const most = budget.downloads[entry];
    return [
      { what: `${entry}: module and JavaScript, bytes of gzip`, measured: both.gzip, most: most.both },
      { what: `${entry}: module, bytes of gzip`, measured: module.gzip, most: most.module },
      { what: `${entry}: module, bytes of brotli`, measured: module.brotli, most: most.brotli },
    ];
  });
  const read = { what: "lines of code in json, unit and simd", measured: lines, most: budget.readerLines };
  const tables = {
    what: "business-units/import: JavaScript with its parser, bytes of gzip",
    measured: reader.gzip,
    most: budget.tableReader,
  };
  return [...sizes, tables, read];
}

/**
 * The cells of a measurement in the history of RESULTS.md, after its date and commit: bytes of gzip of module,
 * JavaScript and both, for each entry.
 * @param {Downloads} downloads
 */
export function historyCells(downloads) {
  return entries.flatMap((entry) => {
    const { module, code, both } = downloads[entry];
    return [module, code, both].map(({ gzip }) => grouped(gzip));
  });
}

/** @param {Size} size */
function inBytes({ raw, gzip, brotli }) {
  return [raw, gzip, brotli].map((bytes) => grouped(bytes));
}

/**
 * @param {readonly [what: string, size: Size][]} sizes
 * @returns {Table}
 */
export function importTable(sizes) {
  return {
    title: "JavaScript by what is imported, bundled (bytes)",
    head: ["what", "raw", "gzip", "brotli"],
    rows: sizes.map(([what, size]) => [what, ...inBytes(size)]),
  };
}

/**
 * What the code of a module that was built with names belongs to, the largest part first; then what is no code.
 * @param {Uint8Array} module
 * @returns {Part[]}
 */
export function partsOf(module) {
  const sections = sectionsOf(module);
  /** @type {Map<string, { name: string, ours: boolean, bodies: Uint8Array[] }>} */
  const owners = new Map();
  for (const { name, body } of functionsOf(sections)) {
    const owner = ownerOf(name);
    const key = `${owner.ours} ${owner.name}`;
    const part = owners.get(key) ?? { ...owner, bodies: [] };
    owners.set(key, part);
    part.bodies.push(body);
  }
  const code = Array.from(owners.values(), ({ name, ours, bodies }) => part(name, ours, bodies));
  return [...code.sort((a, b) => b.raw - a.raw), ...partsBeside(sections)];
}

/**
 * @param {string} name
 * @param {boolean} ours
 * @param {readonly Uint8Array[]} bodies
 * @returns {Part}
 */
function part(name, ours, bodies) {
  const all = Buffer.concat(bodies);
  return { name, ours, functions: bodies.length, raw: all.length, gzip: gzipSync(all, { level: 9 }).length };
}

/**
 * What is no code. Names and what tools left are not shipped.
 * @param {readonly import("./functions.mjs").Section[]} sections
 */
function partsBeside(sections) {
  const shipped = sections.filter(({ id }) => id !== CODE && id !== CUSTOM);
  const data = shipped.filter(({ id }) => id === DATA).map(({ bytes }) => bytes);
  const rest = shipped.filter(({ id }) => id !== DATA).map(({ bytes }) => bytes);
  return [
    { ...part("texts and tables", false, data), functions: 0 },
    { ...part("types, imports and exports", false, rest), functions: 0 },
  ];
}

/**
 * @param {readonly Part[]} parts
 * @returns {Table}
 */
export function partTable(parts) {
  const all = parts.reduce((bytes, { raw }) => bytes + raw, 0);
  const ours = parts.filter((part) => part.ours);
  const sum = (/** @type {"functions" | "raw" | "gzip"} */ field) =>
    ours.reduce((total, part) => total + part[field], 0);
  const total = { name: "all of src", functions: sum("functions"), raw: sum("raw"), gzip: sum("gzip") };
  const rows = [
    ...ours.map((part) => ({ ...part, name: `src/${part.name}` })),
    total,
    ...parts.filter((part) => !part.ours),
  ];
  return {
    title: "The full module by folder of the crate and by dependency (bytes)",
    head: ["what", "functions", "raw", "of the module", "gzip, alone"],
    rows: rows.map(({ name, functions, raw, gzip }) => [
      name,
      functions === 0 ? "" : String(functions),
      grouped(raw),
      `${((100 * raw) / all).toFixed(1)} %`,
      grouped(gzip),
    ]),
  };
}
