// @ts-check
import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { place } from "../pkg/scripts/place.mjs";
import { whenChanged } from "../pkg/scripts/stamp.mjs";
import { Stop, upToDate } from "../pkg/scripts/steps.mjs";
import { referenceFolder, referenceStep } from "./reference.mjs";

/** @typedef {import("../pkg/scripts/steps.mjs").Step} Step */

/** The folder of the worker's bundle. */
export const workerFolder = place("www", "dist", "worker");
/** The folder of the same worker for Node and Deno. */
export const serverFolder = place("www", "dist", "server");
/** The folder of the files that the worker serves: the page's, and below it the reference. */
export const pageFolder = place("www", "dist", "app");
/** The folder of the page alone. Its build empties it, so page and reference meet only where they are served from. */
export const builtPage = place("www", "dist", "page");

const both = [
  place("package-lock.json"),
  place("pkg", "package.json"),
  place("pkg", "dist"),
  place("pkg", "wasm"),
  place("www", "build.mjs"),
];

/** @type {Step} */
const workerStep = {
  title: "edge worker",
  name: "worker",
  after: ["package"],
  async run() {
    const stamp = place("www", "dist", "stamps", "worker");
    const inputs = [...both, place("www", "worker"), place("www", "providers"), place("www", "catalog")];
    const stage = { stamp, inputs, outputs: [workerFolder] };
    return (await whenChanged(stage, () => bundleWorker(workerFolder))) ? "built" : upToDate;
  },
};

/** @type {Step} */
const serverStep = {
  title: "the same for Node and Deno",
  after: ["package"],
  async run() {
    const stamp = place("www", "dist", "stamps", "server");
    const inputs = [...both, place("www", "worker"), place("www", "providers"), place("www", "catalog")];
    const stage = { stamp, inputs, outputs: [serverFolder] };
    return (await whenChanged(stage, () => bundleServer(serverFolder))) ? "built" : upToDate;
  },
};

/** @type {Step} */
const pageStep = {
  title: "page",
  name: "page",
  after: ["package"],
  async run() {
    const stamp = place("www", "dist", "stamps", "app");
    const stage = { stamp, inputs: [...both, place("www", "app")], outputs: [builtPage] };
    return (await whenChanged(stage, buildPage)) ? "built" : upToDate;
  },
};

/** @type {Step} */
const filesStep = {
  title: "files to serve",
  after: ["page", "reference"],
  async run() {
    const stamp = place("www", "dist", "stamps", "files");
    const inputs = [builtPage, referenceFolder, place("www", "build.mjs")];
    const stage = { stamp, inputs, outputs: [pageFolder] };
    return (await whenChanged(stage, gatherFiles)) ? "built" : upToDate;
  },
};

function gatherFiles() {
  rmSync(pageFolder, { recursive: true, force: true });
  cpSync(builtPage, pageFolder, { recursive: true });
  cpSync(referenceFolder, path.join(pageFolder, "reference"), { recursive: true });
}

/** The steps that make what `npm start` serves out of a built `pkg`. The reference follows when the page is there. */
export const startSteps = [workerStep, pageStep];

/** The steps that make the whole site. */
export const wwwSteps = [...startSteps, serverStep, referenceStep, filesStep];

/**
 * Bundles the worker, with the `business-units` that a file in the folder `customer` would import.
 * @param {string} outdir emptied first
 * @param {string} customer
 */
export async function bundleWorker(outdir, customer = place("www")) {
  const { build } = await import("esbuild");
  rmSync(outdir, { recursive: true, force: true });
  const bundling = build({
    entryPoints: [place("www", "worker", "index.ts")],
    outdir,
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
    // workerd compiles modules itself: the file goes beside the bundle, and the import of it stays an import.
    loader: { ".wasm": "copy" },
    assetNames: "[name]-[hash]",
    plugins: [packageOf(customer)],
    logLevel: "silent",
  });
  await stopOnFailure(bundling);
}

/**
 * Bundles the worker for runtimes that are no edge: one file, with the module in it.
 * @param {string} outdir emptied first
 */
export async function bundleServer(outdir) {
  const { build } = await import("esbuild");
  rmSync(outdir, { recursive: true, force: true });
  const bundling = build({
    entryPoints: { index: place("www", "worker", "serving.ts") },
    outdir,
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    conditions: ["node"],
    logLevel: "silent",
  });
  await stopOnFailure(bundling);
}

/**
 * @param {string} customer
 * @returns {import("esbuild").Plugin}
 */
function packageOf(customer) {
  return {
    name: "business-units as the customer has it",
    setup(bundle) {
      bundle.onResolve({ filter: /^business-units(\/|$)/ }, ({ path, kind, pluginData }) => {
        if (pluginData === customer) return undefined;
        return bundle.resolve(path, { resolveDir: customer, kind, pluginData: customer });
      });
    },
  };
}

async function buildPage() {
  const { build } = await import("vite");
  const files = { outDir: builtPage, emptyOutDir: true };
  await stopOnFailure(build({ root: place("www", "app"), build: files, logLevel: "warn" }));
  tieScripts(path.join(builtPage, "index.html"));
}

/**
 * Writes into a page what its scripts hold, so that a browser runs nothing else in their place. Vite does not do it.
 * @param {string} page
 */
function tieScripts(page) {
  const script = /<script type="module" crossorigin src="\/([^"]+)"/g;
  const tied = readFileSync(page, "utf8").replace(script, (tag, file) => {
    const content = readFileSync(path.join(builtPage, file));
    return `${tag} integrity="sha384-${createHash("sha384").update(content).digest("base64")}"`;
  });
  writeFileSync(page, tied);
}

/** @param {Promise<unknown>} building */
async function stopOnFailure(building) {
  await building.catch((error) => {
    throw new Stop("the build failed: see the output above", error.message);
  });
}
