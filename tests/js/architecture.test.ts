import assert from "node:assert/strict";
import { test } from "node:test";
import { circlesIn, importsIn } from "./imports.ts";

const FOLDERS = ["pkg/src", "pkg/scripts", "www"];

/** The folders of the TypeScript and JavaScript sources, and the other folders and files that each may import. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "pkg/src": ["pkg/wasm"],
  "pkg/scripts": ["tests/bench"],
  "www/providers": [],
  "www/catalog": [],
  "www/sandbox": ["www/catalog", "pkg/scripts"],
  "www/app": [],
  "www/worker": ["www/providers", "www/catalog"],
  // The worker imports the package by its name, but for what both need inside.
  // In the worker, the files above the folders connect them. No folder knows those that make answers of what it gives.
  "www/worker/api": ["www/worker", "www/worker/view", "www/providers"],
  "www/worker/cache": ["www/worker", "pkg/src/single-flight.ts"],
  "www/worker/gate": ["www/worker", "www/worker/api", "www/providers"],
  "www/worker/guard": ["www/worker", "pkg/src/until-aborted.ts"],
  "www/worker/providers": ["www/worker", "www/providers", "www/catalog"],
  "www/worker/view": ["www/worker"],
};

const imports = importsIn(FOLDERS);
const folders = Object.keys(MAY_IMPORT).sort((a, b) => b.length - a.length);
const folderOf = (file: string) =>
  folders.find((folder) => file.startsWith(`${folder}/`)) ?? file.split("/").slice(0, 2).join("/");

test("no files import each other in a circle, not even for their types", () => {
  assert.ok(imports.size > 200, "the folders are where they were");
  assert.deepEqual(circlesIn(imports), []);
});

test("every file imports only what its folder may", () => {
  const wrong = [...imports].flatMap(([file, imported]) => {
    const from = folderOf(file);
    const allowed = MAY_IMPORT[from];
    // The scripts of www start and build everything.
    if (allowed === undefined) return [];
    // A folder may import what stands below it: the files in www/worker connect the folders of the worker.
    const isNear = (to: string) => to === from || to.startsWith(`${from}/`);
    const isAllowed = (other: string) =>
      [other, folderOf(other)].some((to) => isNear(to) || allowed.includes(to));
    return imported.filter((other) => !isAllowed(other)).map((other) => `${file} imports ${other}`);
  });
  assert.deepEqual(wrong, []);
});

test("a circle is named, whether its imports are of values, of types or in a comment of JavaScript", () => {
  const circle = new Map([
    ["a", ["b"]],
    ["b", ["c", "d"]],
    ["c", ["a"]],
    ["d", []],
    ["e", ["e", "a"]],
  ]);
  assert.deepEqual(circlesIn(circle), [["a", "b", "c"], ["e"]]);
  const read = (file: string) => imports.get(file) ?? [];
  assert.ok(read("www/worker/context.ts").includes("www/worker/principal.ts"), "an import of types");
  assert.ok(read("www/sandbox/weather/climate.mjs").includes("www/sandbox/weather/script.ts"), "a comment");
  assert.ok(read("www/serve.mjs").includes("www/sandbox/launch.mjs"), "an import of values");
  assert.ok(read("pkg/src/tree/index.ts").length > 0, "a name of what TypeScript compiles to");
});
