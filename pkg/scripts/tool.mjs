// @ts-check
import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "./child.mjs";
import { cacheFolder, findProgram, isProgram, programSuffix, searchPath } from "./place.mjs";
import { rustEnvironment } from "./rust.mjs";
import { complaint, Stop } from "./steps.mjs";

/**
 * A program of crates.io that is built once for all clones: its crate and version, what else `cargo install` is told,
 * its programs, and how the first of them says which version it is.
 * @typedef {{ name: string, crate: string, version: string, args: readonly string[], programs: readonly string[], says: { args: readonly string[], text: string } }} Tool
 */

/** @param {Tool} tool */
function folderOf({ name, version }) {
  return path.join(cacheFolder(), `${name}-${version}`);
}

/**
 * The whole path of one of a tool's programs, of exactly that version.
 * @param {Tool} tool
 * @param {string} name
 * @param {string} where
 */
export function toolProgram(tool, name, where = folderOf(tool)) {
  return path.join(where, "bin", name + programSuffix);
}

/**
 * Brings a tool into the user's cache, where the next clone finds it.
 * @param {Tool} tool
 * @returns {import("./steps.mjs").Step}
 */
export function toolStep(tool) {
  return {
    title: `${tool.name} ${tool.version}`,
    async run(show) {
      if (await isWhole(tool, folderOf(tool))) return "already there";
      show("building it once for all clones, which takes minutes");
      await buildAside(tool, show);
      return "built";
    },
  };
}

/**
 * @param {Tool} tool
 * @param {string} where
 */
async function isWhole(tool, where) {
  const programs = tool.programs.map((name) => toolProgram(tool, name, where));
  const [first] = programs;
  if (first === undefined || !programs.every(isProgram)) return false;
  const { output } = await run(first, tool.says.args);
  return output.trim() === tool.says.text;
}

/**
 * Builds next to the final place and moves there at the end: another clone may be doing the same.
 * @param {Tool} tool
 * @param {(text: string) => void} show
 */
async function buildAside(tool, show) {
  mkdirSync(cacheFolder(), { recursive: true });
  const aside = mkdtempSync(`${folderOf(tool)}.building-`);
  const tidy = () => rmSync(aside, { recursive: true, force: true });
  process.once("exit", tidy);
  try {
    await install(tool, aside, show);
    rmSync(path.join(aside, "target"), { recursive: true, force: true });
    await moveInto(tool, aside);
  } finally {
    tidy();
    process.off("exit", tidy);
  }
}

/**
 * @param {Tool} tool
 * @param {string} aside
 * @param {(text: string) => void} show
 */
async function install(tool, aside, show) {
  const environment = {
    ...rustEnvironment(),
    CARGO_PROFILE_DEV_DEBUG: "0",
    CARGO_TARGET_DIR: path.join(aside, "target"),
  };
  const cargo = findProgram(["cargo"], searchPath(environment)) ?? "cargo";
  const args = ["install", `${tool.crate}@${tool.version}`, "--debug", ...tool.args, "--root", aside];
  const { code, output } = await run(cargo, args, { environment, onText: show });
  if (code !== 0)
    throw new Stop(`cargo could not build it (${complaint(output)}): check the network, then run this again`);
}

/**
 * @param {Tool} tool
 * @param {string} aside
 */
async function moveInto(tool, aside) {
  const folder = folderOf(tool);
  try {
    renameSync(aside, folder);
  } catch {
    // Something is there. Another clone's programs, faster by a moment, are as good as ours; anything else goes.
    if (await isWhole(tool, folder)) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(aside, folder);
  }
}
