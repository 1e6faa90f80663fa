// @ts-check
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./child.mjs";
import { place } from "./place.mjs";
import { cargoHome, runRust, wasmTarget } from "./rust.mjs";
import { bindgenProgram, targetFolder } from "./setup.mjs";
import { whenChanged } from "./stamp.mjs";
import { Stop, upToDate } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */

/**
 * A module that is shipped: its name, the folder of it and its glue, and what cargo is told.
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

const modules = [fullModule, treeModule];

/**
 * The file of a module that is shipped.
 * @param {Module} module
 */
export const fileOf = ({ name, folder }) => path.join(folder, `${name}_bg.wasm`);

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
 * What cargo made of the crate for a module: both are built in one folder, under one name.
 * @param {Module} module
 */
const compiledFile = ({ name }) => path.join(targetFolder(), "compiled", `${name}.wasm`);

/**
 * Compiles the crate to WebAssembly for one module. It takes longest, and waits for no tool that works on the outcome.
 * @param {Module} module
 * @returns {Step}
 */
function compileStep(module) {
  return {
    title: `${module.name}, compiled`,
    name: module.name,
    after: ["linker", "target"],
    shares: ["the folder that cargo builds into"],
    async run(show) {
      const stage = {
        stamp: path.join(targetFolder(), "stamps", module.name),
        inputs: [
          place("src"),
          place("Cargo.toml"),
          place("Cargo.lock"),
          place("rust-toolchain.toml"),
          place(".cargo"),
          place("README.md"), // it is the crate's documentation
          fileURLToPath(import.meta.url),
        ],
        outputs: [compiledFile(module)],
        how: process.env.RUSTFLAGS ?? "",
      };
      const make = async () => {
        const compiled = await compile(module, targetFolder(), show);
        mkdirSync(path.dirname(compiledFile(module)), { recursive: true });
        copyFileSync(compiled, compiledFile(module));
      };
      return (await whenChanged(stage, make)) ? "built" : upToDate;
    },
  };
}

/**
 * Makes of what is compiled the modules that are shipped, with their JavaScript glue, in pkg/wasm.
 * @type {Step}
 */
const bindStep = {
  title: "WebAssembly modules",
  name: "modules",
  after: [...modules.map(({ name }) => name), "bindgen", "node modules"],
  async run() {
    const stage = {
      stamp: path.join(targetFolder(), "stamps", "wasm"),
      inputs: [
        ...modules.map(compiledFile),
        place("src", "wasm", "trap.js"),
        place("pkg", "scripts", "bindgen"),
        place("node_modules", "binaryen", "package.json"),
        fileURLToPath(import.meta.url),
      ],
      outputs: [moduleFolder],
    };
    return (await whenChanged(stage, makeModules)) ? "built" : upToDate;
  },
};

/** The steps that make both modules. */
export const moduleSteps = [...modules.map(compileStep), bindStep];

async function makeModules() {
  rmSync(moduleFolder, { recursive: true, force: true });
  await Promise.all(modules.map(makeModule));
}

/** @param {Module} module */
async function makeModule(module) {
  await bind(module, compiledFile(module), module.folder);
  await optimize(fileOf(module));
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
  const compiled = await compile(module, target, show, ["--config", 'profile.release.strip="none"']);
  rmSync(folder, { recursive: true, force: true });
  await bind(module, compiled, folder, ["--keep-names"]);
  const file = fileOf({ ...module, folder });
  await optimize(file, ["--debuginfo"]);
  return file;
}

/**
 * Compiles the crate to WebAssembly and gives the file, which the next module's replaces. Both share what cargo keeps, and
 * with it nearly all dependencies.
 * @param {Module} module
 * @param {string} target the folder that cargo builds into
 * @param {(text: string) => void} show
 * @param {readonly string[]} more arguments for cargo
 */
async function compile(module, target, show, more = []) {
  const flags = `target.${wasmTarget}.rustflags=${JSON.stringify(codegenFlags())}`;
  const args = ["build", "--release", "--lib", "--locked", "--target", wasmTarget, "--target-dir", target];
  const { code, output } = await runRust(
    "cargo",
    [...args, "--config", flags, ...module.cargo, ...more],
    show,
  );
  if (code !== 0) throw new Stop("cargo build failed: see its output above", output);
  return path.join(target, wasmTarget, "release", "business_units.wasm");
}

/**
 * Makes of a compiled module one that JavaScript can load.
 * @param {Module} module
 * @param {string} compiled
 * @param {string} folder
 * @param {readonly string[]} more flags
 */
async function bind({ name }, compiled, folder, more = []) {
  const { code, output } = await run(bindgenProgram("bindgen"), [...more, compiled, folder, name]);
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
 * Leads the ways into a module through src/wasm/trap.js, which says why.
 * @param {Module} module
 */
function watchTraps({ name, folder }) {
  const file = path.join(folder, `${name}.js`);
  const [before, after, ...more] = readFileSync(file, "utf8").split(EXPORTS);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Stop(`wasm-bindgen's code has no single "${EXPORTS}" any more: see watchTraps`);
  // Deno looks for the types' file in the first line, so that stays the first.
  const begin = before.replace("\n", '\nimport { watch } from "./trap.js";\n');
  writeFileSync(file, `${begin}wasm = watch(instance.exports);${after}`);
  copyFileSync(place("src", "wasm", "trap.js"), path.join(folder, "trap.js"));
}
