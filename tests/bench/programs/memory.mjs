// @ts-check
// What a tree of a large listing takes: ours streamed from the file, or parse + Map of the whole of it.
// usage: memory.mjs ours|map SIZE
import { createReadStream, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { readTree } from "business-units";
import { initSync } from "../../../pkg/wasm/business_units.js";
import { lastId } from "../generate.mjs";
import { listingFile } from "../listings.mjs";
import { mapTree } from "../peers/map.mjs";
import { answer } from "../program.mjs";

/**
 * Bytes: of the module's memory, which never shrinks; added to the process at its peak; of the JavaScript heap at
 * the end, without garbage.
 * @typedef {{ wasm: number, addedRss: number, heap: number }} Memory
 */

const chunkBytes = 64 * 1024;

const [who, units] = process.argv.slice(2);
const size = Number(units);
const file = listingFile(size, "random");
const wanted = lastId(size);
globalThis.gc?.();
const before = process.memoryUsage.rss();
const kept = who === "ours" ? await streamed() : mapTree(readFileSync(file), wanted);
const addedRss = process.resourceUsage().maxRSS * 1024 - before;
globalThis.gc?.();
// The module is loaded: this gives its exports and does nothing else.
const wasm = initSync(/** @type {any} */ (undefined)).memory.buffer.byteLength;
const heap = process.memoryUsage().heapUsed;
if (kept.last === undefined) throw new Error(`${who} built a wrong tree`);
await answer(/** @type {Memory} */ ({ wasm, addedRss, heap }));

async function streamed() {
  const stream = Readable.toWeb(createReadStream(file, { highWaterMark: chunkBytes }));
  const tree = await readTree(/** @type {ReadableStream<Uint8Array>} */ (stream));
  return { tree, height: tree.height, defects: tree.defects.length, last: tree.get(wanted) };
}
