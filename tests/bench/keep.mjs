// @ts-check
import { grouped } from "./targets.mjs";

/** @typedef {{ date: string, commit: string, sizes: import("./download.mjs").Download, tables: string }} Measured */

const HISTORY = /^## Size by date\n.*?\n(?=\n## )/ms;
const FEATURES = /^## Size by feature\n.*?(?=^## )/ms;

/**
 * Puts sizes into the text of RESULTS.md: a line at the end of the history, and the tables in the place of the last ones.
 * @param {string} text
 * @param {Measured} measured
 */
export function keep(text, { date, commit, sizes, tables }) {
  const { module, code, both } = sizes;
  const cells = [date, commit, ...[module, code, both].map(({ gzip }) => grouped(gzip))];
  const section = `## Size by feature\n\n- command: \`npm run size -- --keep\`, ${date}, commit ${commit}\n\n${tables}\n\n`;
  return text
    .replace(HISTORY, (history) => `${history}| ${cells.join(" | ")} |\n`)
    .replace(FEATURES, () => section);
}
