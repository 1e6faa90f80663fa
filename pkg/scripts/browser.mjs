// @ts-check
import { run } from "./child.mjs";
import { findProgram, isProgram, searchPath } from "./place.mjs";
import { complaint, Stop } from "./steps.mjs";

/** @typedef {{ chromium: string, chromedriver: string }} Browser */

const usualFolders = [
  "/usr/lib/chromium-browser",
  "/opt/homebrew/bin",
  "/Applications/Chromium.app/Contents/MacOS",
  "/Applications/Google Chrome.app/Contents/MacOS",
];
const chromiumNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const macNames = ["Chromium", "Google Chrome"];

/**
 * Finds Chromium and its driver: named by CHROMIUM and CHROMEDRIVER, else in PATH or where they usually are.
 * @returns {Partial<Browser>}
 */
export function findBrowser() {
  const chromium = named("CHROMIUM") ?? find([...chromiumNames, ...macNames]);
  const chromedriver = named("CHROMEDRIVER") ?? find(["chromedriver"]);
  return { ...(chromium && { chromium }), ...(chromedriver && { chromedriver }) };
}

/**
 * Gives both paths, or stops when one is missing.
 * @returns {Browser}
 */
export function browser() {
  const { chromium, chromedriver } = findBrowser();
  if (chromium !== undefined && chromedriver !== undefined) return { chromium, chromedriver };
  const missing = [chromium ?? "chromium", chromedriver ?? "chromedriver"].filter(
    (name) => !name.includes("/"),
  );
  throw new Stop(
    `${missing.join(" and ")} missing: install Chromium with its driver ` +
      "(Debian: apt-get install chromium chromium-driver), or name them in CHROMIUM and CHROMEDRIVER",
  );
}

/** @param {"CHROMIUM" | "CHROMEDRIVER"} variable */
function named(variable) {
  const file = process.env[variable];
  if (!file || isProgram(file)) return file || undefined;
  throw new Stop(`${variable} names ${file}, which is no program: correct it or unset it`);
}

/** @param {string[]} names */
function find(names) {
  return findProgram(names, [...searchPath(), ...usualFolders]);
}

/**
 * Brings Chromium and its driver: from Debian's packages where we may install them.
 * @type {import("./steps.mjs").Step}
 */
export const browserStep = {
  title: "Chromium and chromedriver",
  after: [],
  async run(show) {
    const found = findBrowser();
    if (found.chromium !== undefined && found.chromedriver !== undefined) return "already there";
    const apt = findProgram(["apt-get"]);
    const mayInstall = apt !== undefined && process.getuid?.() === 0;
    if (mayInstall) await installBrowser(apt, show);
    browser();
    return "installed";
  },
};

/**
 * @param {string} apt
 * @param {(text: string) => void} show
 */
async function installBrowser(apt, show) {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const packages = ["chromium", "chromium-driver"];
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...packages]]) {
    const { code, output } = await run(apt, args, { environment, onText: show });
    if (code !== 0)
      throw new Stop(
        `apt-get ${args.join(" ")} failed (${complaint(output)}): check the network and apt's sources`,
      );
  }
}
