// @ts-check
import { readFileSync } from "node:fs";
import { runNpm } from "./node.mjs";
import { place } from "./place.mjs";
import { complaint, Stop } from "./steps.mjs";

/**
 * What npm writes about one package, in package-lock.json and in node_modules/.package-lock.json alike.
 * @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean }} Locked
 * @typedef {{ packages?: Record<string, Locked> }} Lockfile
 */

/**
 * Brings the node modules that the lockfile names. No package's script is run.
 * @type {import("./steps.mjs").Step}
 */
export const modulesStep = {
  title: "node modules",
  async run(show) {
    const installed = readLockfile(place("node_modules", ".package-lock.json"));
    if (isInstalled(readLockfile(place("package-lock.json")), installed)) return "already there";
    const { code, output } = await runNpm(["ci", "--ignore-scripts", "--no-fund", "--no-audit"], show);
    if (code !== 0)
      throw new Stop(
        `npm ci failed (${complaint(output)}): check the network and package-lock.json, then run this again`,
      );
    return "installed";
  },
};

/**
 * Says whether npm's own note of what it installed is what the lockfile asks for.
 * Packages for other platforms are optional and stay away.
 * @param {Lockfile} wanted
 * @param {Lockfile} installed
 */
export function isInstalled(wanted, installed) {
  const want = modulesOf(wanted);
  const have = modulesOf(installed);
  const brought = Object.entries(want).every(([name, entry]) => isSame(entry, have[name]));
  return Object.keys(have).length > 0 && brought && Object.keys(have).every((name) => name in want);
}

/** @param {Lockfile} lockfile */
function modulesOf(lockfile) {
  const entries = Object.entries(lockfile.packages ?? {}).filter(([name]) => name.includes("node_modules/"));
  return Object.fromEntries(entries);
}

/**
 * @param {Locked} want
 * @param {Locked | undefined} have
 */
function isSame(want, have) {
  if (have === undefined) return want.optional === true;
  if (want.link === true) return have.link === true && have.resolved === want.resolved;
  return have.version === want.version && have.integrity === want.integrity;
}

/**
 * @param {string} file
 * @returns {Lockfile}
 */
function readLockfile(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return {};
  }
}
