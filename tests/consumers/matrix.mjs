// @ts-check

/**
 * @typedef {import("./outcome.mjs").Outcome} Outcome
 * @typedef {{ name: string, outcome: Outcome }} Row
 */

/**
 * Draws places and how it went there as a table.
 * @param {readonly Row[]} rows
 */
export function matrix(rows) {
  const lines = rows.map(({ name, outcome }) => {
    const cells = outcome.missing ? [outcome.missing, "", ""] : [outcome.import, outcome.tree, outcome.fetch];
    return `| ${[name, ...cells.map(cell)].join(" | ")} | ${outcome.seconds.toFixed(1)} s |`;
  });
  return ["| place | import | tree | fetch | time |", "|---|---|---|---|---|", ...lines].join("\n");
}

/** @param {string} text */
function cell(text) {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|").slice(0, 160);
}
