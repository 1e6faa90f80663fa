// @ts-check
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { place } from "../../pkg/scripts/place.mjs";

/** @typedef {{ raw: number, gzip: number, brotli: number }} Size */
/** @typedef {{ module: Size, code: Size, official: Size }} Downloads */

/**
 * What a page downloads, in bytes: the module, the JavaScript around it bundled and made small, and for comparison
 * the official package bundled and made small.
 * @returns {Promise<Downloads>}
 */
export async function downloads() {
  return {
    module: sizeOf(readFileSync(place("pkg", "wasm", "business_units_bg.wasm"))),
    code: sizeOf(await bundled("business-units")),
    official: sizeOf(await bundled("@aps_sdk/construction-account-admin")),
  };
}

/** @param {Uint8Array} bytes */
function sizeOf(bytes) {
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes).length,
  };
}

/** @param {string} name */
async function bundled(name) {
  const { outputFiles } = await build({
    stdin: { contents: `export * from ${JSON.stringify(name)};`, resolveDir: place("tests", "bench") },
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
