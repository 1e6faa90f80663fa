// @ts-check
import { copyFileSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { run } from "./child.mjs";
import { cacheFolder, isProgram, place, programSuffix } from "./place.mjs";
import { runRust, targetFolder } from "./rust.mjs";
import { fingerprint } from "./stamp.mjs";
import { complaint, Stop } from "./steps.mjs";

/** @typedef {"bindgen" | "test-runner"} Program */

// A crate of our own over wasm-bindgen's library: its command line tool takes three times as long to build.
const crate = place("pkg", "scripts", "bindgen");
const sources = ["Cargo.toml", "Cargo.lock", "main.rs", "test-runner.rs"].map((name) =>
  path.join(crate, name),
);
const machine = `${process.platform}-${process.arch}`;

/**
 * The whole path of one of the crate's programs, in the user's cache. What the crate says is part of it.
 * @param {Program} name
 */
export function bindgenProgram(name) {
  return path.join(
    cacheFolder(),
    `bindgen-${fingerprint(sources, machine).slice(0, 16)}`,
    name + programSuffix,
  );
}

/** Builds what writes the JavaScript beside a compiled module. */
export const bindgenStep = programStep("bindgen", "wasm-bindgen", ["rust", "linker"]);

/** Builds what runs tests in a browser, of the same version. It is built on what the other one has compiled. */
export const testRunnerStep = programStep("test-runner", "wasm-bindgen's test runner", [
  "rust",
  "linker",
  "bindgen",
]);

/**
 * Brings a program into the user's cache, where the next clone finds it.
 * @param {Program} name
 * @param {string} title
 * @param {readonly string[]} after
 * @returns {import("./steps.mjs").Step}
 */
function programStep(name, title, after) {
  return {
    title,
    name,
    after,
    async run(show) {
      const program = bindgenProgram(name);
      if (await runs(program)) return "already there";
      keep(await compile(name, show), program);
      return "built once for all clones";
    },
  };
}

/**
 * Whether a program is there and can be started: one of another system, or a damaged one, is built anew.
 * @param {string} program
 */
async function runs(program) {
  return isProgram(program) && ![126, 127].includes((await run(program, ["--version"])).code);
}

/**
 * @param {Program} name
 * @param {(text: string) => void} show
 */
async function compile(name, show) {
  const target = path.join(targetFolder(), "bindgen");
  const where = ["--manifest-path", path.join(crate, "Cargo.toml"), "--target-dir", target];
  const features = name === "test-runner" ? ["--features", name] : [];
  const args = ["build", "--locked", "--bin", name, ...features, ...where];
  const { code, output } = await runRust("cargo", args, show);
  if (code !== 0)
    throw new Stop(
      `cargo could not build it (${complaint(output)}): check the network, then run this again`,
      output,
    );
  return path.join(target, "debug", name + programSuffix);
}

/**
 * Copies a program to its place under another name first: another clone may be doing the same, or start it right now.
 * @param {string} built
 * @param {string} program
 */
function keep(built, program) {
  const aside = `${program}.${process.pid}`;
  mkdirSync(path.dirname(program), { recursive: true });
  copyFileSync(built, aside);
  renameSync(aside, program);
}
