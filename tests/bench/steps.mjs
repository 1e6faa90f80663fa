// @ts-check
import { readFileSync } from "node:fs";
import path from "node:path";
import { isInstalled } from "../../pkg/scripts/modules.mjs";
import { runNpm } from "../../pkg/scripts/node.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { runRust } from "../../pkg/scripts/rust.mjs";
import { wasmTarget } from "../../pkg/scripts/setup.mjs";
import { complaint, Stop } from "../../pkg/scripts/steps.mjs";
import { limitTargetFolder } from "./limit.mjs";

/** @typedef {import("../../pkg/scripts/steps.mjs").Step} Step */

const folder = place("tests", "bench");

/**
 * Brings the packages that the benchmarks compare with. None of their scripts is run.
 * @type {Step}
 */
export const peersStep = {
  title: "peers",
  async run(show) {
    const installed = readLockfile(path.join(folder, "node_modules", ".package-lock.json"));
    if (isInstalled(readLockfile(path.join(folder, "package-lock.json")), installed)) return "already there";
    const { code, output } = await runNpm(["ci", "--ignore-scripts", "--prefix", folder], show);
    if (code !== 0) throw new Stop(`npm ci failed (${complaint(output)}): check the network`, output);
    return "installed";
  },
};

/**
 * @param {string} file
 * @returns {import("../../pkg/scripts/modules.mjs").Lockfile}
 */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}

/**
 * Compiles the module that does nothing but have bytes copied in and see that they are UTF-8.
 * @type {Step}
 */
export const limitStep = {
  title: "limit",
  async run(show) {
    const flags = `target.${wasmTarget}.rustflags=["-Ctarget-feature=+simd128"]`;
    const where = [
      "--manifest-path",
      path.join(folder, "limit", "Cargo.toml"),
      "--target-dir",
      limitTargetFolder(),
    ];
    const args = ["build", "--release", "--locked", "--target", wasmTarget, "--config", flags, ...where];
    const { code, output } = await runRust("cargo", args, show);
    if (code !== 0) throw new Stop("cargo build failed: see its output above", output);
    return "built";
  },
};
