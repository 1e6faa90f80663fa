import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { pageFolder } from "../../www/build.mjs";

const KB = 1_000;
const STATIC_IMPORT = /(?:from|import)\s*"\.\/([^"]+\.js)"/g;

/** The files that the page names itself, and what its scripts import before they run. */
async function filesAtFirst(ending: "js" | "css"): Promise<string[]> {
  const html = await readFile(path.join(pageFolder, "index.html"), "utf8");
  const found = [...html.matchAll(/(?:src|href)="\/([^"]+)"/g)].map(([, file = ""]) => file);
  const files = new Set(found.filter((file) => file.endsWith(`.${ending}`)));
  for (const file of files) {
    if (ending !== "js") break;
    const text = await readFile(path.join(pageFolder, file), "utf8");
    for (const [, name = ""] of text.matchAll(STATIC_IMPORT))
      files.add(path.posix.join(path.posix.dirname(file), name));
  }
  return [...files];
}

async function compressed(files: readonly string[]): Promise<number> {
  const contents = await Promise.all(files.map((file) => readFile(path.join(pageFolder, file))));
  return contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0);
}

test("at first the page loads no more than 25 kB of scripts and 6 kB of styles, compressed", async () => {
  const [scripts, styles] = [await filesAtFirst("js"), await filesAtFirst("css")];
  assert.deepEqual([scripts.length > 0, styles.length > 0], [true, true]);
  const [js, css] = [await compressed(scripts), await compressed(styles)];
  assert.ok(js <= 25 * KB, `scripts: ${js} bytes`);
  assert.ok(css <= 6 * KB, `styles: ${css} bytes`);
});

/** What comes after the first screen, in bytes, compressed. */
const PARTS: Record<string, number> = {
  // The tree, its icicle and what stands around them.
  shown: 16 * KB,
  "read-file": 3 * KB,
  // The package's reader of tables, and its notes.
  "read-csv": 14 * KB,
  save: 5 * KB,
  "saved-file": 3 * KB,
  refusal: 1 * KB,
  breath: 1 * KB,
};

test("the page has the module without calls, and no copy of it in a script", async () => {
  const files = await readdir(path.join(pageFolder, "assets"));
  const modules = files.filter((file) => file.endsWith(".wasm"));
  assert.deepEqual(
    modules.map((file) => file.replace(/-[\w-]{8}\.wasm$/, "")),
    ["business_units_tree_bg"],
  );
  // A module in base64 begins so.
  for (const file of files.filter((name) => name.endsWith(".js"))) {
    const text = await readFile(path.join(pageFolder, "assets", file), "utf8");
    assert.ok(!text.includes("AGFzbQ"), file);
  }
});

test("each part that comes later is known, and keeps to its size", async () => {
  const folder = path.join(pageFolder, "assets");
  const first = (await filesAtFirst("js")).map((file) => path.basename(file));
  const later = (await readdir(folder)).filter((file) => file.endsWith(".js") && !first.includes(file));
  for (const file of later) {
    const most = PARTS[file.replace(/-[\w-]{8}\.js$/, "")];
    assert.ok(most !== undefined, `${file} has no budget`);
    const size = await compressed([path.join("assets", file)]);
    assert.ok(size <= most, `${file}: ${size} bytes`);
  }
  assert.ok(later.length > 0);
});
