// @ts-check
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./child.mjs";
import { place } from "./place.mjs";
import { cargoHome, runRust, wasmTarget } from "./rust.mjs";
import { bindgenProgram, targetFolder } from "./setup.mjs";
import { whenChanged } from "./stamp.mjs";
import { Stop, upToDate } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */

const NAME = "business_units";
/** The folder of the module that is shipped, with its glue. */
export const moduleFolder = place("pkg", "wasm");
/** That module. */
export const moduleFile = path.join(moduleFolder, `${NAME}_bg.wasm`);

/**
 * Flags for rustc that the module is built with: it names no folder of the machine that built it, and only small
 * functions are inlined where nothing says so.
 */
const codegenFlags = () => [
  `--remap-path-prefix=${cargoHome()}=/cargo`,
  `--remap-path-prefix=${path.resolve(place())}=/business-units`,
  "-Cllvm-args=-inline-threshold=60",
];
const optimizer = place("node_modules", "binaryen", "bin", "wasm-opt");
/**
 * What the runtimes that are supported understand, and how to optimize: rustc has inlined what is worth it, and below
 * address 1024 is the end of a stack of 1 MiB.
 */
const optimizerFlags = [
  "-O3",
  "--enable-bulk-memory",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-reference-types",
  "--enable-sign-ext",
  "--enable-simd",
  "--no-inline=*",
  "--low-memory-unused",
];

const compiledIn = (/** @type {string} */ target) => path.join(target, wasmTarget, "release", `${NAME}.wasm`);

/**
 * Compiles the crate to WebAssembly. It takes longest, and waits for no tool that works on the outcome.
 * @type {Step}
 */
export const compileStep = {
  title: "crate in WebAssembly",
  name: "crate",
  after: ["linker", "target"],
  async run(show) {
    const stage = {
      stamp: path.join(targetFolder(), "stamps", "crate"),
      inputs: [
        place("src"),
        place("Cargo.toml"),
        place("Cargo.lock"),
        place("rust-toolchain.toml"),
        place(".cargo"),
        place("README.md"), // it is the crate's documentation
        fileURLToPath(import.meta.url),
      ],
      outputs: [compiledIn(targetFolder())],
      how: process.env.RUSTFLAGS ?? "",
    };
    return (await whenChanged(stage, () => compile(show))) ? "built" : upToDate;
  },
};

/**
 * Makes of the compiled crate the module that is shipped, with its JavaScript glue, in pkg/wasm.
 * @type {Step}
 */
export const moduleStep = {
  title: "WebAssembly module",
  name: "module",
  after: ["crate", "bindgen", "node modules"],
  async run() {
    const stage = {
      stamp: path.join(targetFolder(), "stamps", "wasm"),
      inputs: [
        compiledIn(targetFolder()),
        place("src", "wasm", "trap.js"),
        place("pkg", "scripts", "bindgen"),
        place("node_modules", "binaryen", "package.json"),
        fileURLToPath(import.meta.url),
      ],
      outputs: [moduleFolder],
    };
    return (await whenChanged(stage, makeModule)) ? "built" : upToDate;
  },
};

async function makeModule() {
  await bind(targetFolder(), moduleFolder);
  await optimize(moduleFile);
  watchTraps(moduleFolder);
  // Types of the raw exports: the glue's own types say all that an importer may use.
  rmSync(`${moduleFile}.d.ts`, { force: true });
}

/**
 * Makes the same module with the names of its functions, in a folder of its own, so that neither build has the other
 * one made anew; gives its file.
 * @param {(text: string) => void} show
 */
export async function makeNamedModule(show) {
  const target = path.join(targetFolder(), "named");
  const folder = path.join(target, "bound");
  await compile(show, ["--config", 'profile.release.strip="none"', "--target-dir", target]);
  await bind(target, folder, ["--keep-names"]);
  const file = path.join(folder, `${NAME}_bg.wasm`);
  await optimize(file, ["--debuginfo"]);
  return file;
}

/**
 * Compiles the crate to WebAssembly.
 * @param {(text: string) => void} show
 * @param {readonly string[]} more arguments for cargo
 */
async function compile(show, more = []) {
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

/**
 * Makes of what cargo compiled a module that JavaScript can load.
 * @param {string} target the folder that cargo built into
 * @param {string} folder emptied first
 * @param {readonly string[]} more flags
 */
async function bind(target, folder, more = []) {
  rmSync(folder, { recursive: true, force: true });
  const args = [...more, compiledIn(target), folder, NAME];
  const { code, output } = await run(bindgenProgram("bindgen"), args);
  if (code !== 0) throw new Stop("wasm-bindgen failed: see its output above", output);
}

/**
 * Makes a module smaller and quicker, in its place.
 * @param {string} file
 * @param {readonly string[]} more flags
 */
async function optimize(file, more = []) {
  const args = [optimizer, ...optimizerFlags, ...more, file, "-o", file];
  const { code, output } = await run(process.execPath, args);
  if (code !== 0) throw new Stop("wasm-opt failed: see its output above", output);
}

const EXPORTS = "wasm = instance.exports;";

/**
 * Leads the ways into the module through src/wasm/trap.js, which says why.
 * @param {string} folder
 */
function watchTraps(folder) {
  const file = path.join(folder, `${NAME}.js`);
  const [before, after, ...more] = readFileSync(file, "utf8").split(EXPORTS);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Stop(`wasm-bindgen's code has no single "${EXPORTS}" any more: see watchTraps`);
  // Deno looks for the types' file in the first line, so that stays the first.
  const begin = before.replace("\n", '\nimport { watch } from "./trap.js";\n');
  writeFileSync(file, `${begin}wasm = watch(instance.exports);${after}`);
  copyFileSync(place("src", "wasm", "trap.js"), path.join(folder, "trap.js"));
}
