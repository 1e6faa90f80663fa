// @ts-check

/**
 * @typedef {import("./outcome.mjs").Outcome} Outcome
 * @typedef {{ name: string, outcome: Outcome }} Row
 */

/**
 * Draws places and how it went there as a table. Times are for a terminal: in a file they would change every time.
 * @param {readonly Row[]} rows
 * @param {boolean} timed
 */
export function matrix(rows, timed) {
  const lines = rows.map(({ name, outcome }) => {
    const said = [outcome.import, outcome.tree, outcome.small, outcome.fetch];
    const cells = outcome.missing ? [outcome.missing, "", "", ""] : said;
    return [name, ...cells.map(cell), ...(timed ? [`${outcome.seconds.toFixed(1)} s`] : [])];
  });
  const head = [
    "place",
    "import",
    "tree",
    "tree of business-units/tree",
    "fetch",
    ...(timed ? ["time"] : []),
  ];
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** @param {string} text */
function cell(text) {
  return text.replace(/\s+/g, " ").replaceAll("|", "\\|").slice(0, 160);
}
