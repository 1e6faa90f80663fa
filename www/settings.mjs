// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { place } from "../pkg/scripts/place.mjs";
import { providers } from "./providers/list.mjs";
import { climateNames, climates, isClimate } from "./sandbox/weather/climate.mjs";

/** @typedef {Record<string, string>} Settings */

const credentials = providers.flatMap(({ settings }) => settings.map(({ name }) => name));
const locks = ["API_KEYS", "ACCESS_TEAM", "ACCESS_AUD", "ACCESS_ACCOUNTS"];
const caching = ["CACHE_WINDOWS", "CACHE_KEY", "CACHE_HOST", "PACE_PER_MINUTE"];
const known = [...credentials, ...locks, "ACCOUNTS", "ALLOWED_ORIGINS", "READS_PER_MINUTE", ...caching];

/**
 * The settings in www/.dev.vars, where Cloudflare's own tools look for them too; none without that file.
 * @param {string} file
 * @returns {Settings}
 */
export function devVars(file = place("www", ".dev.vars")) {
  const found = existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
  /** @type {Settings} */
  const settings = {};
  for (const name of known) if (found[name]) settings[name] = found[name];
  return settings;
}

/**
 * Says whether these settings leave the sandbox for the real services.
 * @param {Settings} settings
 */
export function isLive(settings) {
  return credentials.some((name) => name in settings);
}

/**
 * Says whether callers must authenticate.
 * @param {Settings} settings
 */
export function isLocked(settings) {
  return locks.some((name) => name in settings);
}

/**
 * Returns a line that says what the worker answers with these settings, and to which callers.
 * @param {Settings} settings
 */
export function standing(settings) {
  const whom = whoMayAsk(settings);
  if (!isLive(settings)) {
    return `It shows the sandbox${whom && `, to ${whom}`}: every account is invented. Real ones need ${credentials.join(", ")} in www/.dev.vars.`;
  }
  if (whom) return `It asks the real services, for ${whom}.`;
  return "It has real credentials and refuses every request until www/.dev.vars holds API_KEYS: npm run key makes a key and its entry.";
}

/**
 * Returns the step to take before the page shows anything; empty where there is none.
 * @param {Settings} settings
 * @param {string} key where one was made for this run
 */
export function signInStep(settings, key = "") {
  if (key) return `Sign in: open the address and paste this key, which ends with this run: ${key}`;
  if ("API_KEYS" in settings) return "Sign in: open the address and paste a key whose digest API_KEYS holds.";
  return "";
}

/** @param {Settings} settings */
function whoMayAsk(settings) {
  const keys = "API_KEYS" in settings ? ["callers with one of the API keys"] : [];
  const access = "ACCESS_TEAM" in settings ? ["people whom Cloudflare Access authenticates"] : [];
  return [...keys, ...access].join(", and ");
}

/**
 * Returns a line that names the sandbox's weather, and how to change it.
 * @param {string} name
 * @param {string} address the sandbox's
 */
export function weatherNote(name, address) {
  const weather = isClimate(name) ? name : "calm";
  return `The sandbox's weather is ${weather}: ${climates[weather].about}. Another one (${climateNames}): curl -d storm ${address}/weather`;
}
