import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { launchOptions } from "../chromium.mjs";
import { report } from "./report.ts";
import { startSite } from "./site.ts";
import type { Outcome } from "./suite.ts";
import { withSandbox } from "./upstream.ts";

/** The suite as one module that leaves the package to the page's import map. */
async function bundle(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("page.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    target: "es2022",
    external: ["business-units"],
    write: false,
  });
  const [suite] = outputFiles;
  if (!suite) throw new Error("esbuild wrote nothing");
  return suite.contents;
}

async function runInChromium(sandbox: string): Promise<Outcome[]> {
  const site = await startSite(await bundle());
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.error(error));
    await page.goto(site.url);
    return await page.evaluate(async (address) => {
      // In a page QUnit would start by itself, before there are tests.
      Object.assign(globalThis, { qunit_config_autostart: false });
      const { runInPage } = await import(`${location.origin}/suite.js`);
      return runInPage(address);
    }, sandbox);
  } finally {
    await browser.close();
    site.close();
  }
}

process.exitCode = report(await withSandbox(runInChromium));
