// @ts-check
import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository that these scripts belong to. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Joins names to a path inside the repository.
 * @param {string[]} names
 */
export function place(...names) {
  return path.join(root, ...names);
}

/**
 * Says whether a module is the program that Node was started with, rather than imported.
 * @param {string} url its import.meta.url
 */
export function isProgramItself(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}

/**
 * Names the folder of the user's cache that outlives this clone.
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} platform
 */
export function cacheFolder(environment = process.env, platform = process.platform) {
  return path.join(userCache(environment, platform), "business-units");
}

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} platform
 */
function userCache(environment, platform) {
  if (platform === "darwin") return path.join(homedir(), "Library", "Caches");
  if (platform === "win32") return environment.LOCALAPPDATA ?? path.join(homedir(), "AppData", "Local");
  return environment.XDG_CACHE_HOME || path.join(homedir(), ".cache");
}

/** The name under which the search path stands in the environment: Windows writes `Path`. */
export const searchPathName =
  Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";

/**
 * Lists the folders that programs are looked for in.
 * @param {NodeJS.ProcessEnv} environment
 */
export function searchPath(environment = process.env) {
  return (environment[searchPathName] ?? "").split(path.delimiter).filter((folder) => folder !== "");
}

/** What a program's file name ends with on this platform. */
export const programSuffix = process.platform === "win32" ? ".exe" : "";

/**
 * Finds the first of several programs: its whole path, or undefined.
 * @param {string[]} names without `.exe`
 * @param {string[]} folders
 */
export function findProgram(names, folders = searchPath()) {
  const paths = names.flatMap((name) => folders.map((folder) => path.join(folder, name + programSuffix)));
  return paths.find(isProgram);
}

/** @param {string} file */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
