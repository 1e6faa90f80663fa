import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { promisify } from "node:util";
import { place } from "../../pkg/scripts/place.mjs";

const run = promisify(execFile);
const wrangler = place("node_modules", "wrangler", "bin", "wrangler.js");
const LARGEST_KIB = 300;

async function dryRun(): Promise<string> {
  const env = { ...process.env, WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" };
  const { stdout, stderr } = await run(process.execPath, [wrangler, "deploy", "--dry-run"], {
    cwd: place("www"),
    env,
  });
  assert.equal(stderr, "");
  return stdout;
}

const told = await dryRun();

test("wrangler would deploy the site without a word of warning", () => {
  assert.match(told, /--dry-run: exiting now\./);
  assert.doesNotMatch(told, /warn|error|deprecat/i);
});

test("the worker is small enough", () => {
  const size = Number(/gzip: ([\d.]+) KiB/.exec(told)?.[1]);
  assert.ok(size > 100 && size < LARGEST_KIB, `${size} KiB`);
});

test("every binding that wrangler sees is one that the worker knows, and is explained", () => {
  const config = readFileSync(place("www", "wrangler.jsonc"), "utf8").split("\n");
  const env = readFileSync(place("www", "worker", "env.ts"), "utf8");
  const bindings = [...told.matchAll(/^env\.(\w+)/gm)].map(([, name]) => name ?? "");
  assert.deepEqual(bindings.sort(), ["ASSETS", "CACHE_WINDOWS", "GUEST_LIMIT", "LISTINGS", "READ_LIMIT"]);
  for (const name of bindings) {
    assert.match(env, new RegExp(`^ {2}${name}\\?:`, "m"), name);
    const line = config.findIndex((text) => text.includes(`"${name}"`));
    assert.ok(
      config.slice(Math.max(0, line - 3), line).some((text) => text.trim().startsWith("//")),
      name,
    );
  }
});
