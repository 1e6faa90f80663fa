// @ts-check
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "./child.mjs";
import { cacheFolder, findProgram, isProgram, place, programSuffix, searchPath } from "./place.mjs";
import { rustEnvironment } from "./rust.mjs";
import { complaint, Stop } from "./steps.mjs";

/**
 * Reads the one version of wasm-bindgen that the crate is pinned to.
 * @param {string} manifest text of Cargo.toml
 */
export function pinnedBindgen(manifest) {
  const version = /^\s*wasm-bindgen\s*=\s*(?:\{[^}\n]*version\s*=\s*)?"=([^"]+)"/m.exec(manifest)?.[1];
  if (version === undefined) throw new Stop('Cargo.toml pins no wasm-bindgen: write wasm-bindgen = "=x.y.z"');
  return version;
}

const version = () => pinnedBindgen(readFileSync(place("Cargo.toml"), "utf8"));
const folder = () => path.join(cacheFolder(), `wasm-bindgen-${version()}`);

/**
 * The whole path of one of wasm-bindgen's programs, of exactly the crate's version.
 * @param {"wasm-bindgen" | "wasm-bindgen-test-runner"} name
 * @param {string} where
 */
export function bindgenProgram(name, where = folder()) {
  return path.join(where, "bin", name + programSuffix);
}

/**
 * Brings wasm-bindgen's programs into the user's cache, where the next clone finds them.
 * @returns {import("./steps.mjs").Step}
 */
export function bindgenStep() {
  return {
    title: `wasm-bindgen ${version()}`,
    async run(show) {
      if (await isWhole(folder())) return "already there";
      show("building it once for all clones, which takes minutes");
      await buildAside(show);
      return "built";
    },
  };
}

/** @param {string} where */
async function isWhole(where) {
  if (!isProgram(bindgenProgram("wasm-bindgen-test-runner", where))) return false;
  const { output } = await run(bindgenProgram("wasm-bindgen", where), ["--version"]);
  return output.trim() === `wasm-bindgen ${version()}`;
}

/**
 * Builds next to the final place and moves there at the end: another clone may be doing the same.
 * @param {(text: string) => void} show
 */
async function buildAside(show) {
  mkdirSync(cacheFolder(), { recursive: true });
  const aside = mkdtempSync(`${folder()}.building-`);
  const tidy = () => rmSync(aside, { recursive: true, force: true });
  process.once("exit", tidy);
  try {
    await install(aside, show);
    rmSync(path.join(aside, "target"), { recursive: true, force: true });
    await moveInto(aside);
  } finally {
    tidy();
    process.off("exit", tidy);
  }
}

/**
 * @param {string} aside
 * @param {(text: string) => void} show
 */
async function install(aside, show) {
  const environment = {
    ...rustEnvironment(),
    CARGO_PROFILE_DEV_DEBUG: "0",
    CARGO_TARGET_DIR: path.join(aside, "target"),
  };
  const cargo = findProgram(["cargo"], searchPath(environment)) ?? "cargo";
  // Its own lockfile once named a version that was not to be had, hence no --locked.
  const args = [
    "install",
    `wasm-bindgen-cli@${version()}`,
    "--debug",
    "--no-default-features",
    "--root",
    aside,
  ];
  const { code, output } = await run(cargo, args, { environment, onText: show });
  if (code !== 0)
    throw new Stop(`cargo could not build it (${complaint(output)}): check the network, then run this again`);
}

/** @param {string} aside */
async function moveInto(aside) {
  try {
    renameSync(aside, folder());
  } catch {
    // Something is there. Another clone's programs, faster by a moment, are as good as ours; anything else goes.
    if (await isWhole(folder())) return;
    rmSync(folder(), { recursive: true, force: true });
    renameSync(aside, folder());
  }
}
