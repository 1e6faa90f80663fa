import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { report } from "./report.ts";
import type { Outcome } from "./suite.ts";
import { withSandbox } from "./upstream.ts";

const here = path.dirname(fileURLToPath(import.meta.url));

/** The suite and the package as one module, beside the .wasm that the runtime compiles. */
async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [path.join(here, "worker.ts")],
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd"],
    mainFields: ["module", "browser", "main"],
    loader: { ".wasm": "copy" },
    outdir: here,
    write: false,
  });
  return outputFiles.map(({ path: file, contents }) => ({
    type: file.endsWith(".wasm") ? ("CompiledWasm" as const) : ("ESModule" as const),
    path: file,
    contents,
  }));
}

async function runInWorkerd(sandbox: string): Promise<Outcome[]> {
  const modules = (await bundle()).sort((a, b) => a.type.localeCompare(b.type)).reverse();
  const worker = new Miniflare({ modules, modulesRoot: here, compatibilityDate: "2026-04-20", cf: false });
  try {
    const response = await worker.dispatchFetch(`http://suite.test/?sandbox=${encodeURIComponent(sandbox)}`);
    if (!response.ok) throw new Error(`the worker answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Outcome[];
  } finally {
    await worker.dispose();
  }
}

process.exitCode = report(await withSandbox(runInWorkerd));
