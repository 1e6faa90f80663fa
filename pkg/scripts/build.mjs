// @ts-check
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./child.mjs";
import { isProgramItself, place } from "./place.mjs";
import { cargoHome, runRust, wasmTarget } from "./rust.mjs";
import { bindgenProgram, setUpSteps, targetFolder } from "./setup.mjs";
import { filesIn, whenChanged } from "./stamp.mjs";
import { asCommand, Stop, takeSteps, upToDate } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */

const moduleName = "business_units";
/** Flags for rustc that the shipped module is built with: it names no folder of the machine that built it. */
const codegenFlags = () => [
  `--remap-path-prefix=${cargoHome()}=/cargo`,
  `--remap-path-prefix=${path.resolve(place())}=/business-units`,
];
const bindgenFlags = [
  "--target",
  "web",
  "--omit-default-module-path",
  "--remove-name-section",
  "--remove-producers-section",
];
const stampFolder = () => path.join(targetFolder(), "stamps");
const stamp = (/** @type {string} */ name) => path.join(stampFolder(), name);

/**
 * Compiles the crate to WebAssembly and writes its JavaScript glue into pkg/wasm.
 * @type {Step}
 */
export const moduleStep = {
  title: "WebAssembly module",
  run: (show) =>
    stageOutcome(
      {
        stamp: stamp("wasm"),
        inputs: [
          place("src"),
          place("Cargo.toml"),
          place("Cargo.lock"),
          place("rust-toolchain.toml"),
          place(".cargo"),
          place("README.md"), // it is the crate's documentation
        ],
        outputs: [place("pkg", "wasm")],
        how: JSON.stringify([codegenFlags.toString(), bindgenFlags, process.env.RUSTFLAGS]),
      },
      async () => {
        await compile(show);
        await bind();
      },
    ),
};

/**
 * Compiles the crate to WebAssembly.
 * @param {(text: string) => void} show
 * @param {readonly string[]} more arguments for cargo
 */
export async function compile(show, more = []) {
  const flags = `target.${wasmTarget}.rustflags=${JSON.stringify(codegenFlags())}`;
  const args = [
    "build",
    "--release",
    "--lib",
    "--target",
    wasmTarget,
    "--locked",
    "--config",
    flags,
    ...more,
  ];
  const { code, output } = await runRust("cargo", args, show);
  if (code !== 0) throw new Stop("cargo build failed: see its output above", output);
}

async function bind() {
  const folder = place("pkg", "wasm");
  await runBindgen(targetFolder(), folder, bindgenFlags);
  watchTraps(folder);
  // Types of the raw exports: the glue's own types say all that an importer may use.
  rmSync(path.join(folder, `${moduleName}_bg.wasm.d.ts`), { force: true });
}

/**
 * Makes of what cargo compiled a module that JavaScript can load.
 * @param {string} target the folder that cargo built into
 * @param {string} folder emptied first
 * @param {readonly string[]} flags
 */
export async function runBindgen(target, folder, flags) {
  const compiled = path.join(target, wasmTarget, "release", `${moduleName}.wasm`);
  rmSync(folder, { recursive: true, force: true });
  const args = [...flags, "--out-dir", folder, "--out-name", moduleName, compiled];
  const { code, output } = await run(bindgenProgram("wasm-bindgen"), args);
  if (code !== 0) throw new Stop("wasm-bindgen failed: see its output above", output);
}

const EXPORTS = "wasm = instance.exports;";

/**
 * Leads the ways into the module through src/wasm/trap.js, which says why.
 * @param {string} folder
 */
function watchTraps(folder) {
  const file = path.join(folder, `${moduleName}.js`);
  const [before, after, ...more] = readFileSync(file, "utf8").split(EXPORTS);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Stop(`wasm-bindgen's code has no single "${EXPORTS}" any more: see watchTraps`);
  // Deno looks for the types' file in the first line, so that stays the first.
  const begin = before.replace("\n", '\nimport { watch } from "./trap.js";\n');
  writeFileSync(file, `${begin}wasm = watch(instance.exports);${after}`);
  copyFileSync(place("src", "wasm", "trap.js"), path.join(folder, "trap.js"));
}

/**
 * Compiles the TypeScript wrapper into pkg/dist, beside the module's bytes for runtimes that load no file.
 * @type {Step}
 */
const wrapperStep = {
  title: "TypeScript wrapper",
  run: () =>
    stageOutcome(
      {
        stamp: stamp("wrapper"),
        inputs: [
          place("pkg", "src"),
          place("pkg", "tsconfig.json"),
          place("tsconfig.json"),
          place("pkg", "wasm"),
          place("node_modules", "typescript", "package.json"),
          fileURLToPath(import.meta.url),
        ],
        outputs: [place("pkg", "dist")],
      },
      compileWrapper,
    ),
};

async function compileWrapper() {
  const folder = place("pkg", "dist");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, "bytes.js"),
    bytesModule(readFileSync(place("pkg", "wasm", `${moduleName}_bg.wasm`))),
  );
  // tsc writes no declaration for what is declared by hand: for bytes.js, and for the module as it is imported.
  const declared = readdirSync(place("pkg", "src")).filter((name) => name.endsWith(".d.ts"));
  for (const name of declared) copyFileSync(place("pkg", "src", name), path.join(folder, name));
  const tsc = place("node_modules", "typescript", "bin", "tsc");
  const { code, output } = await run(process.execPath, [tsc, "-p", place("pkg", "tsconfig.json")]);
  if (code !== 0) throw new Stop("tsc failed: see its output above", output);
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
      for (const name of wanted) copyFileSync(place(name), place("pkg", name));
    });
  },
};

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
export const buildSteps = [moduleStep, wrapperStep, textsStep];

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
