// @ts-check
import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { place } from "../pkg/scripts/place.mjs";
import { whenChanged } from "../pkg/scripts/stamp.mjs";
import { Stop, upToDate } from "../pkg/scripts/steps.mjs";

/** @typedef {import("../pkg/scripts/steps.mjs").Step} Step */

/** The folder that the reference is written into. */
export const referenceFolder = place("www", "dist", "reference");

const own = place("www", "reference");

/**
 * Writes the package's doc comments as pages, and stops at a comment that is missing or leads nowhere.
 * @type {Step}
 */
export const referenceStep = {
  title: "API reference",
  name: "reference",
  after: ["module", "node modules"],
  async run() {
    const stage = {
      stamp: place("www", "dist", "stamps", "reference"),
      inputs: [
        place("pkg", "src"),
        place("pkg", "tsconfig.json"),
        place("tsconfig.json"),
        place("node_modules", "typedoc", "package.json"),
        place("www", "reference.mjs"),
        place("www", "app", "favicon.svg"),
        own,
      ],
      outputs: [referenceFolder],
    };
    return (await whenChanged(stage, () => writeReference(referenceFolder))) ? "built" : upToDate;
  },
};

/**
 * @param {string} folder emptied first
 */
export async function writeReference(folder) {
  const { Application } = await import("typedoc");
  const { StaticTheme } = await import("./reference/theme.mjs");
  const app = await Application.bootstrap(options());
  app.renderer.defineTheme("static", StaticTheme);
  const project = await app.convert();
  if (project === undefined) throw new Stop("TypeDoc cannot read pkg/src: see its output above");
  app.validate(project);
  await app.generateDocs(project, folder);
  if (app.logger.hasErrors() || app.logger.hasWarnings()) {
    throw new Stop("TypeDoc is not content with the doc comments of pkg/src: see its output above");
  }
  cpSync(place("www", "app", "favicon.svg"), path.join(folder, "assets", "favicon.svg"));
  for (const script of SCRIPTS) rmSync(path.join(folder, "assets", script), { force: true });
}

// The theme names none of them.
const SCRIPTS = ["main.js", "icons.js", "search.js", "navigation.js", "hierarchy.js"];

/** @returns {import("typedoc").TypeDocOptions} */
function options() {
  return {
    name: "business-units",
    logLevel: "Warn",
    entryPoints: ["index.ts", "tree/index.ts", "export.ts", "import.ts", "snapshot.ts"].map((entry) =>
      place("pkg", "src", entry),
    ),
    tsconfig: place("pkg", "tsconfig.json"),
    readme: "none",
    theme: "static",
    router: "kind-dir",
    customCss: path.join(own, "reference.css"),
    disableSources: true,
    excludeInternal: true,
    excludePrivate: true,
    includeHierarchySummary: false,
    githubPages: false,
    hideGenerator: true,
    useFirstParagraphOfCommentAsSummary: true,
    kindSortOrder: ["Module", "Function", "Class", "Interface", "TypeAlias"],
    groupOrder: ["Functions", "Classes", "Interfaces", "Type Aliases"],
    validation: { notExported: true, invalidLink: true, rewrittenLink: true, notDocumented: true },
    highlightLanguages: ["typescript"],
  };
}
