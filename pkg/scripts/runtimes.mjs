// @ts-check
import { run } from "./child.mjs";
import { isProgram, place, programSuffix } from "./place.mjs";
import { Stop } from "./steps.mjs";

/** @typedef {"deno" | "bun"} Runtime */

const modules = ["tests", "runtimes", "node_modules"];

// The packages `deno` and `bun` only find, by an install script, the one package that holds this platform's program.
// We ask that one itself, so that no script of anybody's has to run.
const denoPlatforms = {
  "linux-x64": "linux-x64-glibc",
  "linux-arm64": "linux-arm64-glibc",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "win32-x64",
  "win32-arm64": "win32-arm64",
};
const bunPlatforms = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-aarch64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-aarch64",
  "win32-x64": "windows-x64",
  "win32-arm64": "windows-aarch64",
};

/**
 * The whole path of a runtime's program, as npm brings it for this platform.
 * @param {Runtime} name
 * @param {string} platform
 */
export function runtimeProgram(name, platform = `${process.platform}-${process.arch}`) {
  const known = Object.keys(denoPlatforms).find((key) => key === platform);
  if (known === undefined) throw new Stop(`npm has no ${name} for ${platform}: run the other suites by name`);
  const key = /** @type {keyof typeof denoPlatforms} */ (known);
  return name === "deno"
    ? place(...modules, "@deno", denoPlatforms[key], `deno${programSuffix}`)
    : place(...modules, "@oven", `bun-${bunPlatforms[key]}`, "bin", `bun${programSuffix}`);
}

/**
 * Asks Deno and Bun whether they run here.
 * @type {import("./steps.mjs").Step}
 */
export const runtimesStep = {
  title: "versions of Deno and Bun",
  after: ["Deno and Bun"],
  async run() {
    const versions = [await versionOf("deno"), await versionOf("bun")];
    return versions.join(", ");
  },
};

/** @param {Runtime} name */
async function versionOf(name) {
  const program = runtimeProgram(name);
  if (!isProgram(program))
    throw new Stop(
      `${program} is missing: npm left it out; remove tests/runtimes/node_modules and run this again`,
    );
  const { code, output } = await run(program, ["--version"]);
  const version = /\d+\.\d+\.\d+/.exec(output)?.[0];
  if (code !== 0 || version === undefined)
    throw new Stop(`${program} does not run here: ${output.trim().split("\n")[0] ?? ""}`);
  return `${name} ${version}`;
}
