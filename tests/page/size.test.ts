import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
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
