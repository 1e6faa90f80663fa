// @ts-check
import { bindgenStep } from "./bindgen.mjs";
import { browserStep } from "./browser.mjs";
import { modulesStep } from "./modules.mjs";
import { nodeStep } from "./node.mjs";
import { runtimesStep } from "./runtimes.mjs";
import { linkerStep, toolchainStep, wasmTargetStep } from "./rust.mjs";

export { bindgenProgram, pinnedBindgen } from "./bindgen.mjs";
export { browser } from "./browser.mjs";
export { rustEnvironment, targetFolder, wasmTarget } from "./rust.mjs";

/**
 * What a command can ask of a machine, beyond Node and the Rust compiler, which all of them need.
 * @typedef {"lints" | "wasm" | "modules" | "runtimes" | "browser"} Need
 */

/**
 * Lists the steps that bring what is needed. A step that finds its thing there does nothing, and asks no network.
 * @param {readonly Need[]} needs
 * @returns {import("./steps.mjs").Step[]}
 */
export function setUpSteps(needs) {
  const steps = [nodeStep, toolchainStep(needs.includes("lints") ? ["clippy", "rustfmt"] : []), linkerStep];
  if (needs.includes("wasm")) steps.push(wasmTargetStep, bindgenStep());
  if (needs.includes("modules")) steps.push(modulesStep);
  if (needs.includes("runtimes")) steps.push(runtimesStep);
  if (needs.includes("browser")) steps.push(browserStep);
  return steps;
}
