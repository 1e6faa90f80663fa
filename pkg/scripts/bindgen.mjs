// @ts-check
import { readFileSync } from "node:fs";
import { place } from "./place.mjs";
import { Stop } from "./steps.mjs";
import { toolProgram, toolStep } from "./tool.mjs";

/**
 * Reads the one version of wasm-bindgen that the crate is pinned to.
 * @param {string} manifest text of Cargo.toml
 */
export function pinnedBindgen(manifest) {
  const version = /^\s*wasm-bindgen\s*=\s*(?:\{[^}\n]*version\s*=\s*)?"=([^"]+)"/m.exec(manifest)?.[1];
  if (version === undefined) throw new Stop('Cargo.toml pins no wasm-bindgen: write wasm-bindgen = "=x.y.z"');
  return version;
}

/** @returns {import("./tool.mjs").Tool} */
function bindgen() {
  const version = pinnedBindgen(readFileSync(place("Cargo.toml"), "utf8"));
  return {
    name: "wasm-bindgen",
    crate: "wasm-bindgen-cli",
    version,
    // Its own lockfile once named a version that was not to be had, hence no --locked.
    args: ["--no-default-features"],
    programs: ["wasm-bindgen", "wasm-bindgen-test-runner"],
    says: { args: ["--version"], text: `wasm-bindgen ${version}` },
  };
}

/**
 * The whole path of one of wasm-bindgen's programs, of exactly the crate's version.
 * @param {"wasm-bindgen" | "wasm-bindgen-test-runner"} name
 */
export function bindgenProgram(name) {
  return toolProgram(bindgen(), name);
}

/** Brings wasm-bindgen's programs into the user's cache, where the next clone finds them. */
export function bindgenStep() {
  return toolStep(bindgen());
}
