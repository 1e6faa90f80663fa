// @ts-check

/** @typedef {{ title: string, head: readonly string[], rows: readonly (readonly string[])[] }} Table */

/**
 * Draws a table in Markdown that can be read as it stands.
 * @param {Table} table
 */
export function table({ title, head, rows }) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const drawn = lines.map((line) => drawLine(line, widths));
  const rule = `|${widths.map((width, column) => (column === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  return [`### ${title}`, "", drawn[0], rule, ...drawn.slice(1)].join("\n");
}

/**
 * The first column stands left, the others right.
 * @param {readonly string[]} cells
 * @param {readonly number[]} widths
 */
function drawLine(cells, widths) {
  const padded = widths.map((width, column) => {
    const text = cells[column] ?? "";
    return column === 0 ? text.padEnd(width) : text.padStart(width);
  });
  return `| ${padded.join(" | ")} |`;
}
