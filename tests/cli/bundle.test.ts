import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { programFiles } from "../../pkg/scripts/program.mjs";
import { COMMANDS } from "../../pkg/src/cli/commands.ts";
import { FORMATS } from "../../pkg/src/cli/formats.ts";
import { nearest } from "../../pkg/src/cli/nearest.ts";
import { PAGES } from "../../pkg/src/cli/pages/index.ts";
import { paintFor } from "../../pkg/src/cli/paint.ts";
import { root } from "../js/commands.ts";

const MAX_BYTES = 10_000;

const manifest = JSON.parse(readFileSync(path.join(root, "pkg", "package.json"), "utf8"));

test(`the program is at most ${MAX_BYTES} bytes of gzip`, () => {
  const bytes = gzipSync(readFileSync(path.join(root, "pkg", "dist", "cli.js")), { level: 9 }).length;
  console.log(`dist/cli.js: ${bytes} bytes gzip`);
  assert.ok(bytes <= MAX_BYTES, `${bytes} bytes`);
});

test("no entry of the package reaches the program, so no page holds it", async () => {
  assert.deepEqual(manifest.bin, { "business-units": "dist/cli.js" });
  const entries = Object.keys(manifest.exports).filter((entry) => !/\.(wasm|json)$/.test(entry));
  assert.ok(entries.includes("./snapshot"));
  for (const conditions of [["browser"], ["node"], ["workerd"], ["edge-light"]]) {
    const { metafile } = await build({
      stdin: {
        contents: entries.map((entry) => `import "${path.posix.join("business-units", entry)}";`).join("\n"),
        resolveDir: root,
      },
      bundle: true,
      format: "esm",
      conditions,
      external: ["*.wasm", "*.wasm?module"],
      ignoreAnnotations: true,
      metafile: true,
      write: false,
      logLevel: "silent",
    });
    const files = Object.keys(metafile.inputs).map((file) => path.basename(file));
    assert.ok(files.includes("unit-tree.js"));
    for (const file of programFiles) assert.ok(!files.includes(file), `${conditions}: ${file}`);
  }
});

test("each command has a page, and each page names every option and every format", () => {
  assert.deepEqual(Object.keys(PAGES), ["", ...COMMANDS.map(({ name }) => name)]);
  for (const { name, options } of COMMANDS) {
    const page = PAGES[name] ?? "";
    for (const option of Object.keys(options))
      assert.ok(page.includes(`--${option}`), `${name}: --${option}`);
    assert.ok(PAGES[""]?.includes(`\n  ${name} `), name);
  }
  for (const page of [PAGES.tree, PAGES.export]) {
    for (const format of FORMATS) assert.match(page ?? "", new RegExp(`\\b${format}\\b`));
  }
});

test("a page fits into a terminal of 90 columns", () => {
  for (const page of Object.values(PAGES)) {
    for (const line of page.split("\n")) assert.ok(line.length <= 90, line);
  }
});

test("colours are for a terminal without NO_COLOR, or for whoever asks", () => {
  const isColoured = (...given: Parameters<typeof paintFor>) => paintFor(...given).red("x") !== "x";
  assert.ok(isColoured(true, {}, undefined));
  assert.ok(isColoured(true, { NO_COLOR: "" }, undefined));
  assert.ok(!isColoured(false, {}, undefined));
  assert.ok(!isColoured(true, { NO_COLOR: "1" }, undefined));
  assert.ok(!isColoured(true, { TERM: "dumb" }, undefined));
  assert.ok(isColoured(false, { NO_COLOR: "1" }, true));
  assert.ok(!isColoured(true, {}, false));
});

test("the nearest name is found by letters that are added, left out, replaced or swapped", () => {
  const known = ["tree", "check", "export", "fetch"];
  for (const [typed, meant] of [
    ["tre", "tree"],
    ["ttree", "tree"],
    ["chekc", "check"],
    ["exbort", "export"],
    ["history", undefined],
    ["x".repeat(100_000), undefined],
  ] as const) {
    assert.equal(nearest(typed, known), meant);
  }
});
