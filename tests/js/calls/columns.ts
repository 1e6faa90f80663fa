import { createHash, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { chromium } from "playwright-core";
import { run } from "../../../pkg/scripts/child.mjs";
import { runtimeProgram } from "../../../pkg/scripts/runtimes.mjs";
import { AUTHORITY, TRUSTED } from "../../../www/sandbox/weather/neighbours.ts";
import { launchOptions } from "../../chromium.mjs";
import { DENO_SWITCHES } from "../program.ts";
import { startSite } from "../site.ts";
import type { Cell, Runtime } from "./case.ts";

const here = path.dirname(fileURLToPath(import.meta.url));
const authority = fileURLToPath(AUTHORITY);

/** Plays the table in one runtime, which trusts the certificate of the tests. */
export const COLUMNS: Record<Runtime, (sandbox: string, only: string) => Promise<Cell[]>> = {
  node: (...asked) => inProgram("node", process.execPath, ["--import", "tsx"], asked),
  deno: (...asked) => inProgram("deno", runtimeProgram("deno"), denoSwitches(), asked),
  bun: (...asked) => inProgram("bun", runtimeProgram("bun"), ["run", "--no-install"], asked),
  workerd: inWorkerd,
  chromium: inChromium,
};

// The package needs no permission but the network.
function denoSwitches(): string[] {
  return [...DENO_SWITCHES, "--allow-net=127.0.0.1,name.invalid", `--cert=${authority}`];
}

async function inProgram(
  runtime: Runtime,
  program: string,
  before: readonly string[],
  asked: readonly [sandbox: string, only: string],
): Promise<Cell[]> {
  const [sandbox, only] = asked;
  const args = [...before, path.join(here, "inside.ts"), sandbox, runtime, only];
  const environment = { ...process.env, NODE_EXTRA_CA_CERTS: authority };
  const { code, output } = await run(program, args, { environment });
  const cells = /^cells (.*)$/m.exec(output)?.[1];
  if (cells === undefined) throw new Error(`${runtime} ended with exit code ${code}:\n${output}`);
  return JSON.parse(cells);
}

async function inWorkerd(sandbox: string, only: string): Promise<Cell[]> {
  const tlsOptions = { trustedCertificates: [readFileSync(authority, "utf8")] };
  const worker = new Miniflare({
    name: "calls",
    modules: await workerModules(),
    modulesRoot: here,
    compatibilityDate: "2026-04-20",
    cf: false,
    serviceBindings: { SELF: "calls" },
    // workerd tells of each connection that broke, which here is most of them.
    handleRuntimeStdio: (...streams: Readable[]) => {
      for (const stream of streams) stream.resume();
    },
    outboundService: { network: { allow: ["public", "private"], tlsOptions } },
  });
  try {
    const query = new URLSearchParams({ sandbox, only });
    const response = await worker.dispatchFetch(`http://calls.test/?${query}`);
    if (!response.ok) throw new Error(`the worker answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Cell[];
  } finally {
    await worker.dispose();
  }
}

async function workerModules() {
  const { outputFiles } = await build({
    ...BUNDLE,
    entryPoints: [path.join(here, "worker.ts")],
    conditions: ["workerd"],
    mainFields: ["module", "main"],
    loader: { ".wasm": "copy" },
    outdir: here,
  });
  const modules = outputFiles.map(({ path: file, contents }) => ({
    type: file.endsWith(".wasm") ? ("CompiledWasm" as const) : ("ESModule" as const),
    path: file,
    contents,
  }));
  // Miniflare starts the first.
  return modules.sort((a, b) => b.type.localeCompare(a.type));
}

const BUNDLE = { bundle: true, format: "esm", target: "es2022", write: false } as const;

/** The table as one module that leaves the package to the site: a worker has no import map. */
async function browserBundle(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...BUNDLE,
    entryPoints: [path.join(here, "browser.ts")],
    plugins: [
      {
        name: "the package at its address",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^business-units$/ }, () => ({
            path: "/good/0/dist/entry.web.js",
            external: true,
          })),
      },
    ],
  });
  const [bundle] = outputFiles;
  if (!bundle) throw new Error("esbuild wrote nothing");
  return bundle.contents;
}

async function inChromium(sandbox: string, only: string): Promise<Cell[]> {
  const site = await startSite(await browserBundle());
  const { args, ...options } = launchOptions();
  const browser = await chromium.launch({ ...options, args: [...args, trustSwitch()] });
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(site.url);
    return await page.evaluate(playInWorker, { sandbox, only });
  } finally {
    await browser.close();
    site.close();
  }
}

/** Chromium takes its authorities from the system. A switch makes it trust one more key. */
function trustSwitch(): string {
  const { publicKey } = new X509Certificate(readFileSync(TRUSTED));
  const key = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" }));
  return `--ignore-certificate-errors-spki-list=${key.digest("base64")}`;
}

function playInWorker(asked: { sandbox: string; only: string }): Promise<Cell[]> {
  const worker = new Worker("/suite.js", { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }) => (data === "ready" ? worker.postMessage(asked) : resolve(data));
  });
}
