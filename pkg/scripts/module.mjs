// @ts-check
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./child.mjs";
import { place } from "./place.mjs";
import { cargoHome, runRust, wasmTarget } from "./rust.mjs";
import { bindgenProgram, targetFolder } from "./setup.mjs";
import { shortenNames } from "./shorten.mjs";
import { whenChanged } from "./stamp.mjs";
import { Stop, upToDate } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */

/**
 * A module that is shipped: its name, the folder of it and its glue, and the arguments for cargo.
 * @typedef {{ name: string, folder: string, cargo: readonly string[] }} Module
 */

/** The folder of all modules that are shipped. */
export const moduleFolder = place("pkg", "wasm");

/** @type {Module} */
export const fullModule = { name: "business_units", folder: moduleFolder, cargo: [] };

/** Without what asks the services, for pages. @type {Module} */
export const treeModule = {
  name: "business_units_tree",
  folder: path.join(moduleFolder, "tree"),
  cargo: ["--no-default-features"],
};

/**
 * The file of a module that is shipped.
 * @param {Module} module
 */
export const fileOf = ({ name, folder }) => path.join(folder, `${name}_bg.wasm`);

const modules = [fullModule, treeModule];

/**
 * Flags for rustc that the module is built with: it names no folder of the machine that built it, and only small
 * functions are inlined where nothing says so.
 */
const codegenFlags = () => [
  `--remap-path-prefix=${cargoHome()}=/cargo`,
  `--remap-path-prefix=${path.resolve(place())}=/business-units`,
  "-Cllvm-args=-inline-threshold=60",
  "-Cllvm-args=-unroll-threshold=40",
];
const optimizer = place("node_modules", "binaryen", "bin", "wasm-opt");
/**
 * What the runtimes that are supported understand, and how to optimize: rustc has inlined what is worth it, and below
 * address 1024 is the end of a stack of 1 MiB.
 */
const optimizerFlags = [
  "--no-inline=*",
  "-O3",
  "--enable-bulk-memory",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-reference-types",
  "--enable-sign-ext",
  "--enable-simd",
  "--low-memory-unused",
];

/**
 * Where cargo's outcome for a module is put: the next build for other features takes its place.
 * @param {string} target
 * @param {Module} module
 */
const compiledIn = (target, { name }) => path.join(target, "modules", `${name}.wasm`);

/**
 * Compiles the crate to WebAssembly, once for each module. It takes longest, and waits for no tool that works on the
 * outcome.
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
      outputs: modules.map((module) => compiledIn(targetFolder(), module)),
      how: process.env.RUSTFLAGS ?? "",
    };
    const compileAll = async () => {
      for (const module of modules) await compile(module, targetFolder(), show);
    };
    return (await whenChanged(stage, compileAll)) ? "built" : upToDate;
  },
};

/**
 * Makes of the compiled crate the modules that are shipped, with their JavaScript glue, in pkg/wasm.
 * @type {Step}
 */
export const moduleStep = {
  title: "WebAssembly modules",
  name: "module",
  after: ["crate", "bindgen", "node modules"],
  async run() {
    const stage = {
      stamp: path.join(targetFolder(), "stamps", "wasm"),
      inputs: [
        ...modules.map((module) => compiledIn(targetFolder(), module)),
        place("src", "wasm", "trap.js"),
        place("pkg", "scripts", "bindgen"),
        place("node_modules", "binaryen", "package.json"),
        fileURLToPath(import.meta.url),
        place("pkg", "scripts", "shorten.mjs"),
      ],
      outputs: [moduleFolder],
    };
    return (await whenChanged(stage, makeModules)) ? "built" : upToDate;
  },
};

async function makeModules() {
  rmSync(moduleFolder, { recursive: true, force: true });
  await Promise.all(modules.map(makeModule));
}

/** @param {Module} module */
async function makeModule(module) {
  await bind(module, targetFolder(), module.folder);
  await optimize(fileOf(module));
  shortenNames(module.folder, module.name);
  openGlue(module);
  watchTraps(module);
  // Types of the raw exports: the glue's own types say all that an importer may use.
  rmSync(`${fileOf(module)}.d.ts`, { force: true });
}

/**
 * Makes the same module with the names of its functions, in a folder of its own, so that neither build has the other
 * one made anew; gives its file.
 * @param {(text: string) => void} show
 */
export async function makeNamedModule(show, module = fullModule) {
  const target = path.join(targetFolder(), "named");
  const folder = path.join(target, "bound", module.name);
  await compile(module, target, show, ["--config", 'profile.release.strip="none"', "--target-dir", target]);
  rmSync(folder, { recursive: true, force: true });
  await bind(module, target, folder, ["--keep-names"]);
  const file = fileOf({ ...module, folder });
  await optimize(file, ["--debuginfo"]);
  shortenNames(folder, module.name);
  return file;
}

const QUICK = ["lto=false", "opt-level=1", "codegen-units=16", "incremental=true"];

/**
 * Makes the module in seconds instead of small, for tests of a crate that was changed. Cargo keeps its outcome in a folder
 * of its own, so that the module that is shipped need not be made anew.
 * @param {(text: string) => void} show
 * @param {Module} module
 */
export async function makeQuickModule(show, module) {
  const target = path.join(targetFolder(), "quick");
  const profile = QUICK.flatMap((setting) => ["--config", `profile.release.${setting}`]);
  await compile(module, target, show, [...profile, "--target-dir", target]);
  await bind(module, target, module.folder);
  openGlue(module);
  watchTraps(module);
}

/**
 * Compiles the crate to WebAssembly. Both modules share what cargo keeps, and with it nearly all dependencies.
 * @param {Module} module
 * @param {string} target the folder that cargo builds into
 * @param {(text: string) => void} show
 * @param {readonly string[]} more arguments for cargo
 */
async function compile(module, target, show, more = []) {
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
    ...module.cargo,
    ...more,
  ];
  const { code, output } = await runRust("cargo", args, show);
  if (code !== 0) throw new Stop("cargo build failed: see its output above", output);
  const compiled = compiledIn(target, module);
  mkdirSync(path.dirname(compiled), { recursive: true });
  copyFileSync(path.join(target, wasmTarget, "release", "business_units.wasm"), compiled);
}

/**
 * Makes of what cargo compiled a module that JavaScript can load.
 * @param {Module} module
 * @param {string} target the folder that cargo built into
 * @param {string} folder
 * @param {readonly string[]} more flags
 */
async function bind(module, target, folder, more = []) {
  const args = [...more, compiledIn(target, module), folder, module.name];
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

const DEFAULT = "__wbg_init as default };";

/**
 * Exports what a module is instantiated with, so that a bundle has none of the generated ways to load one.
 * @param {Module} module
 */
function openGlue({ name, folder }) {
  const file = path.join(folder, `${name}.js`);
  replaceOnce(file, DEFAULT, `__wbg_get_imports as imports, __wbg_finalize_init as attach, ${DEFAULT}`);
  const types = [
    "/** What the module imports. */",
    "export function imports(): WebAssembly.Imports;",
    "/** Makes this the one instance that all functions use. */",
    "export function attach(instance: WebAssembly.Instance, module: WebAssembly.Module): InitOutput;",
  ];
  appendFileSync(path.join(folder, `${name}.d.ts`), `${types.join("\n")}\n`);
}

const EXPORTS = "wasm = instance.exports;";

/**
 * Leads the ways into a module through src/wasm/trap.js, which says why.
 * @param {Module} module
 */
function watchTraps({ name, folder }) {
  const file = path.join(folder, `${name}.js`);
  replaceOnce(file, EXPORTS, "wasm = watch(instance.exports);");
  // Deno looks for the types' file in the first line, so that stays the first.
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("\n", '\nimport { watch } from "./trap.js";\n'));
  copyFileSync(place("src", "wasm", "trap.js"), path.join(folder, "trap.js"));
}

/**
 * @param {string} file of generated code
 * @param {string} text that must be there once
 * @param {string} replacement
 */
function replaceOnce(file, text, replacement) {
  const parts = readFileSync(file, "utf8").split(text);
  if (parts.length !== 2)
    throw new Stop(`wasm-bindgen's code has no single "${text}" any more: see module.mjs`);
  writeFileSync(file, parts.join(replacement));
}
