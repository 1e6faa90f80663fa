import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { joinPieces } from "../../pkg/dist/export/join-pieces.js";
import { root } from "./commands.ts";

/** What a bundler makes of these exports: its gzip size, and the files that it is made of. */
async function bundled(names: string): Promise<{ bytes: number; files: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: `export ${names} from "business-units/export"`, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    metafile: true,
    write: false,
  });
  const bytes = gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
  return { bytes, files: Object.keys(metafile.inputs).map((file) => path.basename(file)) };
}

test("business-units/export is small, and whoever takes one function takes little more", async () => {
  const whole = await bundled("*");
  for (const other of [
    "business_units.js",
    "business_units_tree.js",
    "module.js",
    "unit-tree.js",
    "bytes.js",
  ]) {
    assert.ok(!whole.files.includes(other), other);
  }
  for (const [names, most] of [
    ["*", 6_144],
    ["{ csv }", 1_536],
    ["{ svg }", 3_584],
    ["{ markdown }", 1_536],
    ["{ textTree }", 1_536],
    ["{ mermaid }", 1_536],
    ["{ dot }", 1_536],
    ["{ drawio }", 1_536],
    ["{ idsAtRisk }", 1_536],
    ["{ icicleLayout }", 256],
  ] as const) {
    const { bytes } = await bundled(names);
    console.log(`business-units/export ${names}: ${bytes} bytes gzip`);
    assert.ok(bytes <= most, `${names}: ${bytes} bytes`);
  }
});

test("a table that is longer than a string can be is ERR_TOO_LARGE, before it is made", () => {
  const piece = "x".repeat(2 ** 28);
  assert.equal(joinPieces([piece, "\r\n"]).length, 2 ** 28 + 2);
  assert.throws(() => joinPieces([piece, piece]), { code: "ERR_TOO_LARGE", limit: 2 ** 29 - 24 });
});
