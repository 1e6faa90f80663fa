// @ts-check
import path from "node:path";
import { modulesStepIn } from "../../pkg/scripts/modules.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { runRust } from "../../pkg/scripts/rust.mjs";
import { wasmTarget } from "../../pkg/scripts/setup.mjs";
import { Stop } from "../../pkg/scripts/steps.mjs";
import { limitTargetFolder } from "./limit.mjs";

/** @typedef {import("../../pkg/scripts/steps.mjs").Step} Step */

const folder = place("tests", "bench");

/** The packages that the benchmarks compare with. */
export const peersStep = modulesStepIn("peers", folder);

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
