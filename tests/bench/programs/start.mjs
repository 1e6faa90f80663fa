// @ts-check
// From nothing to a first answer in a process that has done nothing yet; files are in the system's cache.
// usage: start.mjs package|tree|official
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
  async tree() {
    const { buildTree } = await import("business-units/tree");
    const tree = buildTree(documented);
    return [tree.height, tree.defects.length];
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
