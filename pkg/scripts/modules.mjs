// @ts-check
import { readFileSync } from "node:fs";
import path from "node:path";
import { runNpm } from "./node.mjs";
import { place } from "./place.mjs";
import { complaint, Stop } from "./steps.mjs";

/**
 * What npm writes about one package, in package-lock.json and in node_modules/.package-lock.json alike.
 * @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean }} Locked
 * @typedef {{ packages?: Record<string, Locked> }} Lockfile
 */

/**
 * Brings the node modules that the lockfile of a folder names. No package's script is run.
 * @param {string} title
 * @param {string} folder
 * @returns {import("./steps.mjs").Step}
 */
export function modulesStepIn(title, folder) {
  return {
    title,
    name: title,
    after: ["node"],
    async run(show) {
      const installed = readLockfile(path.join(folder, "node_modules", ".package-lock.json"));
      if (isInstalled(readLockfile(path.join(folder, "package-lock.json")), installed))
        return "already there";
      const where = folder === place() ? [] : ["--prefix", folder];
      const { code, output } = await runNpm(
        ["ci", "--ignore-scripts", "--no-fund", "--no-audit", ...where],
        show,
      );
      if (code !== 0)
        throw new Stop(
          `npm ci failed (${complaint(output)}): check the network and package-lock.json, then run this again`,
          output,
        );
      return "installed";
    },
  };
}

/** Those that the package and the site are built with. */
export const modulesStep = modulesStepIn("node modules", place());

/** Those that only tests and lints use. */
export const testModulesStep = modulesStepIn("node modules of the tests", place("tests"));

/** Deno and Bun, which are large, and which few tests run in. */
export const runtimeModulesStep = modulesStepIn("Deno and Bun", place("tests", "runtimes"));

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
