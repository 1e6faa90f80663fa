// @ts-check
import { readFileSync } from "node:fs";
import path from "node:path";
import { place } from "./place.mjs";
import { Stop } from "./steps.mjs";

/** The folder of Papa Parse. */
export const papaFolder = place("node_modules", "papaparse");

// The parser, and what it calls.
const FUNCTIONS = ["Parser", "escapeRegExp", "isFunction", "stripBom"];

/**
 * Writes Papa Parse's parser as a module of its own, below its licence. The rest of Papa Parse, its downloads, workers,
 * streams and the plugin for jQuery, stays away.
 */
export function papaModule() {
  const text = readFileSync(path.join(papaFolder, "papaparse.js"), "utf8");
  const { version } = JSON.parse(readFileSync(path.join(papaFolder, "package.json"), "utf8"));
  const licence = readFileSync(path.join(papaFolder, "LICENSE"), "utf8").trim();
  const code = FUNCTIONS.map((name) => {
    // Papa Parse indents its functions by one TAB.
    const [found] = new RegExp(`^\\tfunction ${name}\\(.*?^\\t\\}$`, "ms").exec(text) ?? [];
    if (found === undefined)
      throw new Stop(`Papa Parse ${version} has no function ${name}: see pkg/scripts/papa.mjs`);
    return found;
  });
  return [
    `/*!\nThe parser of Papa Parse ${version}, https://www.papaparse.com\n\n${licence}\n*/`,
    'const BYTE_ORDER_MARK = "\\ufeff";',
    'const Papa = { BAD_DELIMITERS: ["\\r", "\\n", \'"\', BYTE_ORDER_MARK] };',
    ...code,
    "export { Parser };",
    "",
  ].join("\n");
}
