// @ts-check
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { run } from "./child.mjs";
import { place, searchPathName } from "./place.mjs";
import { cargoHome } from "./rust.mjs";
import { setUpSteps } from "./setup.mjs";
import { filesIn } from "./stamp.mjs";
import { asCommand, Stop, takeSteps } from "./steps.mjs";

/** @typedef {Map<string, string>} Sums */

// What the module is made from, and the scripts that make it.
const sources = [
  "src",
  ".cargo",
  "Cargo.toml",
  "Cargo.lock",
  "rust-toolchain.toml",
  "README.md",
  "package.json",
  "pkg/scripts",
  "node_modules/binaryen/package.json",
  "node_modules/binaryen/bin/package.json",
  "node_modules/binaryen/bin/wasm-opt",
  "tests/core",
  "tests/memory",
  "tests/wasm",
  "tests/bench/core",
];
const build = `
  import { moduleSteps } from "./pkg/scripts/module.mjs";
  for (const step of moduleSteps) await step.run((text) => process.stdout.write(text));`;

/**
 * Builds the module in a folder and a home of its own, and gives the sums of all that was made.
 * @param {string} name
 * @returns {Promise<Sums>}
 */
async function buildApart(name) {
  const apart = mkdtempSync(path.join(tmpdir(), "business-units-"));
  try {
    const folder = path.join(apart, name, "clone");
    for (const source of sources) cpSync(place(source), path.join(folder, source), { recursive: true });
    const home = path.join(apart, `${name}-home`);
    const args = ["--input-type=module", "--eval", build];
    const { code, output } = await run(process.execPath, args, { folder, environment: environmentIn(home) });
    if (code !== 0) throw new Stop(`the build in ${folder} failed: see its output above`, output);
    return sumsIn(path.join(folder, "pkg", "wasm"));
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
}

/**
 * Another home, with cargo's own folder in it. Crates that are here already need not be fetched again.
 * @param {string} home
 * @returns {NodeJS.ProcessEnv}
 */
function environmentIn(home) {
  const cargo = path.join(home, "cargo");
  mkdirSync(cargo, { recursive: true });
  for (const part of ["config.toml", "registry/index", "registry/cache"]) {
    const here = path.join(cargoHome(), part);
    if (existsSync(here)) cpSync(here, path.join(cargo, part), { recursive: true });
  }
  const { CARGO_TARGET_DIR, ...environment } = process.env;
  return {
    ...environment,
    HOME: home,
    CARGO_HOME: cargo,
    RUSTUP_HOME: process.env.RUSTUP_HOME ?? path.join(homedir(), ".rustup"),
    XDG_CACHE_HOME: process.env.XDG_CACHE_HOME || path.join(homedir(), ".cache"),
    [searchPathName]: [path.join(cargoHome(), "bin"), process.env[searchPathName]].join(path.delimiter),
  };
}

/**
 * @param {string} folder
 * @returns {Sums}
 */
function sumsIn(folder) {
  const sum = (/** @type {string} */ file) => createHash("sha256").update(readFileSync(file)).digest("hex");
  return new Map(filesIn(folder).map((file) => [path.relative(folder, file), sum(file)]));
}

/**
 * @param {Sums} first
 * @param {Sums} second
 */
function differences(first, second) {
  const names = new Set([...first.keys(), ...second.keys()]);
  return [...names].filter((name) => first.get(name) !== second.get(name));
}

await asCommand(async () => {
  await takeSteps(setUpSteps(["wasm", "modules"]));
  /** @type {Sums[]} */
  const built = [];
  const steps = ["one", "another"].map((name) => ({
    title: `the module in ${name} folder`,
    run: async () => {
      built.push(await buildApart(name));
      return "built";
    },
  }));
  await takeSteps(steps);
  const [first = new Map(), second = new Map()] = built;
  for (const [name, sum] of first) console.log(`${sum}  ${name}`);
  const differing = differences(first, second);
  if (differing.length > 0) throw new Stop(`another folder and home gave another ${differing.join(", ")}`);
  console.log("both builds are the same, byte for byte");
});
