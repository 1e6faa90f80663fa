// @ts-check
import path from "node:path";
import { run } from "./child.mjs";
import { findProgram } from "./place.mjs";
import { Stop } from "./steps.mjs";

const oldest = [20, 19];

/**
 * Says whether a version of Node is new enough.
 * @param {string} version `20.19.0`
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest;
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * Asks for Node and npm, which nothing here can install.
 * @type {import("./steps.mjs").Step}
 */
export const nodeStep = {
  title: `Node ${oldest.join(".")} or newer, with npm`,
  name: "node",
  after: [],
  run() {
    const version = process.versions.node;
    if (!isNewEnough(version))
      throw new Stop(`this is Node ${version}: install Node ${oldest.join(".")} or newer`);
    npmCommand();
    return `already there: Node ${version}`;
  },
};

/**
 * Runs npm to its end.
 * @param {string[]} args
 * @param {(text: string) => void} onText
 */
export function runNpm(args, onText) {
  const [command, ...first] = npmCommand();
  return run(command, [...first, ...args], { onText });
}

/** @returns {[string, ...string[]]} */
function npmCommand() {
  // Started by npm, this runs the same npm. On Windows `npm` is a script and not a program.
  const current = process.env.npm_execpath ?? "";
  if (path.basename(current) === "npm-cli.js") return [process.execPath, current];
  const npm = findProgram(["npm"]);
  if (npm === undefined) throw new Stop("npm is missing: install it (it comes with Node), or put it in PATH");
  return [npm];
}
