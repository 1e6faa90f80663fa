// @ts-check
import { readFileSync } from "node:fs";
import { place } from "./place.mjs";
import { Stop } from "./steps.mjs";

/** The files of the program by their sources. One file starts sooner than forty; only help needs the pages. */
const files = { "main.ts": "cli.js", "pages/index.ts": "cli-pages.js" };

/** The names of the files in `dist` that the program consists of. */
export const programFiles = Object.values(files);

/** Bundles the command line. What it imports from the package stays apart, and is loaded when a command needs it. */
export async function bundleProgram() {
  // NOTE: not at the top, since this file is loaded before node_modules are there.
  const { build } = await import("esbuild");
  const { version } = JSON.parse(readFileSync(place("pkg", "package.json"), "utf8"));
  for (const [source, file] of Object.entries(files)) {
    const isProgram = file === "cli.js";
    await build({
      entryPoints: [place("pkg", "src", "cli", source)],
      outfile: place("pkg", "dist", file),
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20.19",
      minify: true,
      legalComments: "none",
      ...(isProgram && { banner: { js: "#!/usr/bin/env node" } }),
      define: { VERSION: JSON.stringify(version) },
      plugins: isProgram ? [otherFiles] : [],
      logLevel: "silent",
    }).catch((error) => {
      throw new Stop(`esbuild failed: ${error.message}`);
    });
  }
}

/**
 * Leaves out the pages, and the package's own files: one folder above the sources, and beside the program.
 * @type {import("esbuild").Plugin}
 */
const otherFiles = {
  name: "other files",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\// }, ({ path: name }) => ({ path: name.slice(1), external: true }));
    onResolve({ filter: /^\.\/pages\/index\.js$/ }, () => ({ path: "./cli-pages.js", external: true }));
  },
};
