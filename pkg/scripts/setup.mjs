// @ts-check
import { bindgenStep, testRunnerStep } from "./bindgen.mjs";
import { browserStep } from "./browser.mjs";
import { modulesStep, runtimeModulesStep, testModulesStep } from "./modules.mjs";
import { nodeStep } from "./node.mjs";
import { runtimesStep } from "./runtimes.mjs";
import { linkerStep, toolchainStep, wasmTargetStep } from "./rust.mjs";

export { bindgenProgram } from "./bindgen.mjs";
export { browser } from "./browser.mjs";
export { rustEnvironment, targetFolder, wasmTarget } from "./rust.mjs";

/**
 * What a command can ask of a machine, beyond Node and the Rust compiler, which all of them need: Rust's lints, what
 * builds for WebAssembly, what runs tests in it, the node modules of the build, those of the tests, Deno and Bun, and a
 * browser.
 * @typedef {"lints" | "wasm" | "runner" | "modules" | "tools" | "runtimes" | "browser"} Need
 */

/** @type {Readonly<Record<Exclude<Need, "lints">, readonly import("./steps.mjs").Step[]>>} */
const stepsFor = {
  modules: [modulesStep],
  wasm: [wasmTargetStep, bindgenStep],
  runner: [wasmTargetStep, testRunnerStep],
  tools: [testModulesStep],
  runtimes: [runtimeModulesStep, runtimesStep],
  browser: [browserStep],
};

/**
 * Lists the steps that bring what is needed. A step that finds its thing there does nothing, and asks no network.
 * @param {readonly Need[]} needs
 * @returns {import("./steps.mjs").Step[]}
 */
export function setUpSteps(needs) {
  const components = needs.includes("lints") ? ["clippy", "rustfmt"] : [];
  const asked = needs.flatMap((need) => (need === "lints" ? [] : stepsFor[need]));
  return [...new Set([nodeStep, toolchainStep(components), linkerStep, ...asked])];
}
