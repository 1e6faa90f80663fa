// @ts-check
// From nothing to a first answer in a process that has done nothing yet; files are in the system's cache.
// usage: start.mjs package|module|official
import { readFileSync } from "node:fs";
import { place } from "../../../pkg/scripts/place.mjs";
import { answer } from "../program.mjs";

const documented = readFileSync(place("tests", "data", "autodesk", "documented.json"));

/** @type {Record<string, () => Promise<unknown>>} */
const starts = {
  async package() {
    const { buildTree } = await import("business-units");
    const tree = buildTree(documented);
    return [tree.height, tree.defects.length];
  },
  // Without the wrapper and without its copy of the module as text.
  async module() {
    const { buildTree, initSync } = await import("../../../pkg/wasm/business_units.js");
    initSync({ module: readFileSync(place("pkg", "wasm", "business_units_bg.wasm")) });
    const tree = buildTree(documented, {});
    return [tree.height, tree.defects()];
  },
  official() {
    // Named by a variable, so that types need no peer to be installed.
    const name = "@aps_sdk/construction-account-admin";
    return import(name);
  },
};

const start = starts[process.argv[2] ?? ""];
const started = performance.now();
await start?.();
await answer(performance.now() - started);
