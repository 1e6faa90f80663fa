import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { buildTree } from "business-units";
import { csv } from "business-units/export";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { chromium } from "playwright-core";
import { end, launch } from "../../pkg/scripts/child.mjs";
import { bundleServer } from "../../www/build.mjs";
import {
  AUTODESK_ACCOUNTS,
  IMOCHA_ACCOUNTS,
  SANDBOX_CLIENT_ID,
  SANDBOX_CLIENT_SECRET,
} from "../../www/sandbox/catalog.ts";
import { listing as documentedListing } from "../../www/sandbox/datasets/documented-autodesk.ts";
import { launchOptions } from "../chromium.mjs";
import { askEdgeFunction } from "../consumers/shared/edge.mjs";
import { serveFiles } from "../consumers/site.mjs";
import { programOf } from "../consumers/tools.mjs";
import { openWorkshop, type Workshop } from "../consumers/workshop.mjs";
import { output, root } from "./commands.ts";
import { withSandbox } from "./upstream.ts";

const EXAMPLES = path.join(root, "www", "examples");
const CREDENTIALS = { APS_CLIENT_ID: SANDBOX_CLIENT_ID, APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET };
const IMOCHA_API_KEY = IMOCHA_ACCOUNTS.documented.apiKey;

let workshop: Workshop;

before(async () => {
  workshop = await openWorkshop();
  cpSync(EXAMPLES, workshop.folder, { recursive: true });
});

after(() => workshop.remove());

const inExample = (...names: string[]) => path.join(workshop.folder, ...names);

test("every example has three lines that say what it is and how to start it", () => {
  for (const name of readdirSync(EXAMPLES)) {
    const lines = readFileSync(path.join(EXAMPLES, name, "README.md"), "utf8")
      .trimEnd()
      .split("\n");
    assert.equal(lines.length, 3, name);
  }
});

test("the Node script writes a CSV file", async () => {
  const { accountId } = AUTODESK_ACCOUNTS.documented;
  await withSandbox(async (sandbox) => {
    const env = { ...CREDENTIALS, BASE_URL: sandbox };
    const said = await output(process.execPath, ["main.mjs", accountId], { cwd: inExample("node-csv"), env });
    assert.equal(said, "2 units, 0 defects: units.csv\n");
  });
  const written = readFileSync(inExample("node-csv", "units.csv"), "utf8");
  using tree = buildTree([...documentedListing()].join(""));
  assert.equal(written, csv(tree, { bom: true }));
});

test("the Deno script draws a tree", async (context) => {
  const [deno] = programOf("deno") ?? [];
  if (deno === undefined) return context.skip("deno is not installed");
  await withSandbox(async (sandbox) => {
    const rights = ["--node-modules-dir=manual", "--allow-net=127.0.0.1", "--allow-env"];
    const env = { IMOCHA_API_KEY, BASE_URL: sandbox, DENO_NO_UPDATE_CHECK: "1" };
    // Its deno.json names the registry; here the tarball stands in for it.
    const args = ["run", "--no-config", ...rights, "main.js"];
    assert.equal(
      await output(deno, args, { cwd: inExample("deno-tree"), env }),
      "Default BU 1\nDefault BU 2\n",
    );
  });
});

test("the Vercel function answers a search", async () => {
  await withSandbox(async (sandbox) => {
    const env = { IMOCHA_API_KEY, BASE_URL: sandbox };
    const file = inExample("vercel-edge", "api", "units.js");
    assert.deepEqual(
      JSON.parse(await askEdgeFunction(file, "http://edge.test/api/units?search=bu%202", env)),
      [{ id: "164374", names: ["Default BU 2"] }],
    );
  });
});

/** Bundles the Cloudflare Worker as wrangler does, and gives what it answers when it is asked with these settings. */
async function askWorker(pathname: string, bindings: Record<string, string>): Promise<unknown> {
  const modulesRoot = inExample("cloudflare-worker", "dist");
  await build({
    entryPoints: [inExample("cloudflare-worker", "worker.js")],
    outdir: modulesRoot,
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd"],
    loader: { ".wasm": "copy" },
  });
  const worker = new Miniflare({
    modules: true,
    modulesRoot,
    scriptPath: path.join(modulesRoot, "worker.js"),
    modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
    compatibilityDate: "2026-04-01",
    cf: false,
    bindings,
  });
  try {
    return await (await worker.dispatchFetch(`http://worker.test${pathname}`)).json();
  } finally {
    await worker.dispose();
  }
}

test("the Cloudflare Worker answers the ids below a unit, and only a code when it cannot", async () => {
  const { accountId } = AUTODESK_ACCOUNTS.documented;
  const [above, below] = ["933df8fd-abb2-4e4e-8f79-95ba2afebc6c", "fda4ab9e-ab82-4ba9-8d6c-ae7dbd7cee31"];
  await withSandbox(async (sandbox) => {
    const settings = { ...CREDENTIALS, ACCOUNT_ID: accountId, BASE_URL: sandbox };
    assert.deepEqual(await askWorker(`/${above}`, settings), [above, below]);
    assert.deepEqual(await askWorker("/nobody", settings), []);
    const wrong = { ...settings, APS_CLIENT_SECRET: "wrong" };
    assert.deepEqual(await askWorker(`/${above}`, wrong), { code: "ERR_UNAUTHORIZED" });
  });
});

test("the unit picker finds a unit by its name and gives the ids below it", async () => {
  const site = await serveFiles([inExample("unit-picker"), workshop.folder]);
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.getByRole("option", { name: "Portland" }).waitFor();
    assert.equal(await page.getByRole("option").count(), 5);
    await page.getByLabel("Find").fill("western");
    await page.getByLabel("Unit", { exact: true }).selectOption("USA Western Region ‹ North America");
    assert.equal(await page.locator("output").textContent(), "2 chosen: w, p");
  } finally {
    await browser.close();
    site.close();
  }
});

/** Starts an example that serves, and gives what its first line and one of its listings say. */
async function askServer(
  name: string,
  program: string,
  args: readonly string[],
  settings: NodeJS.ProcessEnv = {},
): Promise<unknown> {
  await bundleServer(inExample(name, "server"));
  return withSandbox(async (sandbox) => {
    const env = { ...process.env, SANDBOX_URL: sandbox, PORT: "0", DENO_NO_UPDATE_CHECK: "1", ...settings };
    const server = launch(program, args, { cwd: inExample(name), env, stdio: ["ignore", "pipe", "inherit"] });
    try {
      const [said] = (await once(server.stdout as Readable, "data")) as [Buffer];
      const { accountId } = AUTODESK_ACCOUNTS.documented;
      const asked = `${String(said).trim()}/api/autodesk/accounts/${accountId}/search?q=western`;
      const { hits } = (await (await fetch(asked)).json()) as { hits: { unit: { name: string } }[] };
      return hits.map(({ unit }) => unit.name);
    } finally {
      await end(server);
    }
  });
}

test("the edge worker serves in Node", async () => {
  assert.deepEqual(await askServer("edge-node", process.execPath, ["main.mjs"]), ["USA Western Region"]);
});

test("the edge worker serves in Deno, and keeps nothing on disk", async (context) => {
  const [deno] = programOf("deno") ?? [];
  if (deno === undefined) return context.skip("deno is not installed");
  const args = ["run", "--no-config", "--allow-net=127.0.0.1", "--allow-env", "main.js"];
  const DENO_DIR = inExample("edge-deno", "deno-dir");
  mkdirSync(DENO_DIR);
  assert.deepEqual(await askServer("edge-deno", deno, args, { DENO_DIR }), ["USA Western Region"]);
  const written = readdirSync(DENO_DIR, { recursive: true }).map(String);
  assert.ok(!written.some((name) => path.basename(name) === "web_cache"), "a listing may be on the disk");
});
