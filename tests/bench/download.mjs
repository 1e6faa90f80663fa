// @ts-check
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { place } from "../../pkg/scripts/place.mjs";

/** @typedef {{ raw: number, gzip: number, brotli: number }} Size */
/** @typedef {{ module: Size, code: Size, both: Size }} Download */

/** An entry of the package that loads a module of its own. @typedef {keyof typeof modules} Entry */
const modules = {
  "business-units": place("pkg", "wasm", "business_units_bg.wasm"),
  "business-units/tree": place("pkg", "wasm", "tree", "business_units_tree_bg.wasm"),
};
/** The names of those entries. */
export const entries = /** @type {Entry[]} */ (Object.keys(modules));

/**
 * What a page downloads for an entry, in bytes: its module, and the JavaScript around it bundled and made small.
 * @param {Entry} entry
 * @returns {Promise<Download>}
 */
export async function download(entry) {
  const module = sizeOf(readFileSync(modules[entry]));
  const code = sizeOf(await bundled(`export * from "${entry}";`));
  const both = {
    raw: module.raw + code.raw,
    gzip: module.gzip + code.gzip,
    brotli: module.brotli + code.brotli,
  };
  return { module, code, both };
}

/**
 * How large something is, as it is and on its way.
 * @param {Uint8Array} bytes
 * @returns {Size}
 */
export function sizeOf(bytes) {
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
  };
}

// The imports of a program that needs one function.
const IMPORTS = [
  ['everything of "business-units"', 'export * from "business-units";'],
  ['everything of "business-units/tree"', 'export * from "business-units/tree";'],
  ["buildTree", 'export { buildTree } from "business-units";'],
  ["readTree", 'export { readTree } from "business-units";'],
  ["fetchImochaUnits", 'export { fetchImochaUnits } from "business-units";'],
  [
    "fetchAutodeskUnits, autodeskToken",
    'export { autodeskToken, fetchAutodeskUnits } from "business-units";',
  ],
  ["csv", 'export { csv } from "business-units/export";'],
  ["svg", 'export { svg } from "business-units/export";'],
  ['everything of "business-units/export"', 'export * from "business-units/export";'],
  ['everything of "business-units/import"', 'export * from "business-units/import";'],
];

/**
 * How large the entry is that reads tables, with its parser.
 */
export async function tableReader() {
  return sizeOf(await bundled('export * from "business-units/import";'));
}

/**
 * How large the JavaScript is for those who import only a part of it.
 * @returns {Promise<[what: string, size: Size][]>}
 */
export function codeByImport() {
  return Promise.all(
    IMPORTS.map(async ([what = "", program = ""]) => [what, sizeOf(await bundled(program))]),
  );
}

/** @param {string} program */
async function bundled(program) {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: place("tests", "bench") },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    // A page loads this copy of the module only when the file itself is missing.
    external: ["*/bytes.js"],
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
