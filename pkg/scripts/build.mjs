// @ts-check
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./child.mjs";
import { compileStep, fileOf, fullModule, moduleFolder, moduleStep, treeModule } from "./module.mjs";
import { papaFolder, papaModule } from "./papa.mjs";
import { isProgramItself, place } from "./place.mjs";
import { bundleProgram } from "./program.mjs";
import { setUpSteps, targetFolder } from "./setup.mjs";
import { filesIn, whenChanged } from "./stamp.mjs";
import { asCommand, Stop, takeSteps, upToDate } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */

const stamp = (/** @type {string} */ name) => path.join(targetFolder(), "stamps", name);

/**
 * Compiles the TypeScript wrapper into pkg/dist, beside the module's bytes for runtimes that load no file.
 * @type {Step}
 */
const wrapperStep = {
  title: "TypeScript wrapper",
  name: "package",
  after: ["module"],
  run: () =>
    stageOutcome(
      {
        stamp: stamp("wrapper"),
        inputs: [
          place("pkg", "src"),
          place("pkg", "tsconfig.json"),
          place("tsconfig.json"),
          moduleFolder,
          place("node_modules", "typescript", "package.json"),
          path.join(papaFolder, "package.json"),
          place("pkg", "scripts", "papa.mjs"),
          place("pkg", "package.json"),
          place("pkg", "scripts", "program.mjs"),
          place("node_modules", "esbuild", "package.json"),
          fileURLToPath(import.meta.url),
        ],
        outputs: [place("pkg", "dist")],
      },
      compileWrapper,
    ),
};

/** Compiles the wrapper around the modules that stand in pkg/wasm. */
export async function compileWrapper() {
  const folder = place("pkg", "dist");
  rmSync(folder, { recursive: true, force: true });
  for (const name of ["tree", "import"]) mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, "bytes.js"), bytesModule(readFileSync(fileOf(fullModule))));
  writeFileSync(path.join(folder, "tree", "bytes.js"), bytesModule(readFileSync(fileOf(treeModule))));
  writeFileSync(path.join(folder, "import", "papa.js"), papaModule());
  // tsc writes no declaration for what is declared by hand: for bytes.js, papa.js, and the module as it is imported.
  const source = place("pkg", "src");
  for (const file of filesIn(source).filter((name) => name.endsWith(".d.ts")))
    copyFileSync(file, path.join(folder, path.relative(source, file)));
  const tsc = place("node_modules", "typescript", "bin", "tsc");
  const { code, output } = await run(process.execPath, [tsc, "-p", place("pkg", "tsconfig.json")]);
  if (code !== 0) throw new Stop("tsc failed: see its output above", output);
  for (const file of filesIn(folder).filter((name) => name.endsWith(".d.ts"))) openTypes(file);
  await bundleProgram();
}

/**
 * Removes the mark of private fields from the types of a file. No mapped type keeps it, so that what Vue's `ref` or Immer's
 * drafts give back would be no UnitTree.
 * @param {string} file
 */
function openTypes(file) {
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll("    #private;\n", ""));
}

/**
 * Writes bytes as a JavaScript module that needs nothing but `atob`, which every runtime has.
 * @param {Buffer} bytes
 */
export function bytesModule(bytes) {
  return [
    `const text = atob("${bytes.toString("base64")}");`,
    "const bytes = new Uint8Array(text.length);",
    "for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);",
    "export default bytes;",
    "",
  ].join("\n");
}

/**
 * Copies the texts that belong into a published package from the root into pkg.
 * @type {Step}
 */
const textsStep = {
  title: "package texts",
  after: ["node"],
  run() {
    const wanted = readdirSync(place()).filter(isText);
    const stale = readdirSync(place("pkg")).filter((name) => isText(name) && !wanted.includes(name));
    const stage = {
      stamp: stamp("texts"),
      inputs: wanted.map((name) => place(name)),
      outputs: [...wanted, ...stale].map((name) => place("pkg", name)),
    };
    return stageOutcome(stage, () => {
      for (const name of stale) rmSync(place("pkg", name));
      for (const name of wanted)
        writeFileSync(place("pkg", name), packageText(name, readFileSync(place(name), "utf8")));
    });
  },
};

/**
 * Returns a text as the package has it. The README is without the paragraphs of pictures, and without links to files that
 * the package does not have: their words stay.
 * @param {string} name
 * @param {string} text
 */
export function packageText(name, text) {
  if (name !== "README.md") return text;
  const paragraphs = text.split("\n\n").filter((paragraph) => !paragraph.includes("!["));
  const links = /\[([^\]]+)\]\((?![a-z]+:)([^)]+)\)/g;
  return paragraphs.join("\n\n").replaceAll(links, (link, words, target) => (isText(target) ? link : words));
}

/** @param {string} name */
function isText(name) {
  return /^(README\.md|CHANGELOG\.md|LICENSE.*)$/.test(name);
}

/**
 * @param {import("./stamp.mjs").Stage} stage
 * @param {() => void | Promise<void>} make
 */
async function stageOutcome(stage, make) {
  return (await whenChanged(stage, make)) ? "built" : upToDate;
}

/** The steps that make `pkg` publishable, once everything is set up. */
export const buildSteps = [compileStep, moduleStep, wrapperStep, textsStep];

/**
 * Sets up what is missing and builds what changed, so that `pkg` can be imported and published.
 * Gives whether anything had to be built.
 * @param {readonly import("./setup.mjs").Need[]} needs beyond those of the build
 */
export async function build(needs = []) {
  const outcomes = await takeSteps([...setUpSteps(["wasm", "modules", ...needs]), ...buildSteps]);
  return outcomes.slice(-buildSteps.length).some((outcome) => outcome !== upToDate);
}

if (isProgramItself(import.meta.url)) {
  await asCommand(async () => {
    const built = await build();
    console.log(built ? `pkg is built: ${filesIn(place("pkg", "dist")).length} files in pkg/dist` : upToDate);
  });
}
