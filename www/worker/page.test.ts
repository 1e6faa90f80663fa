import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { pageFolder } from "../build.mjs";

test("every script that the built page names is tied to what it holds", async () => {
  const html = await readFile(path.join(pageFolder, "index.html"), "utf8");
  const scripts = html.match(/<script\b[^>]*>/g) ?? [];
  assert.ok(scripts.length > 0);
  for (const script of scripts) {
    const [, src = "", integrity] = /src="\/([^"]+)" integrity="([^"]+)"/.exec(script) ?? [];
    const content = await readFile(path.join(pageFolder, src));
    assert.equal(integrity, `sha384-${createHash("sha384").update(content).digest("base64")}`);
  }
});
