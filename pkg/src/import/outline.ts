import { type Built, withIds } from "./levels.js";
import { type Place, PlaceTree } from "./place-tree.js";
import type { ProblemList } from "./problem-list.js";
import type { Row } from "./rows.js";

/** Builds the units of lines that are indented by blanks and TABs: a line stands below the last one that is indented less. */
export function buildOutline(rows: readonly Row[], problems: ProblemList): Built {
  const tab = narrowest(rows);
  const tree = new PlaceTree();
  const above: { width: number; place: Place }[] = [];
  for (const { row, cells, indent } of rows) {
    const width = widthOf(indent, tab);
    let closed = -1;
    while (above.length > 0 && (above.at(-1)?.width ?? 0) >= width) closed = above.pop()?.width ?? -1;
    if (closed > width && above.length > 0) {
      const says =
        "The line is indented as no line above it: it stands below the last one that is indented less.";
      problems.add("UnevenIndent", row, says);
    }
    const name = cells[0] ?? "";
    const place = tree.put(name, above.at(-1)?.place, { id: "", parentId: null, name }, row);
    above.push({ width, place });
  }
  return withIds(tree, []);
}

/** Tells whether lines differ by their indentation. */
export function isIndented(rows: readonly Row[]): boolean {
  return rows.some(({ indent }) => indent !== rows[0]?.indent);
}

// A TAB is as wide as the narrowest indentation by blanks: some editors write one for the other.
function narrowest(rows: readonly Row[]): number {
  const widths = rows
    .map(({ indent }) => indent.length)
    .filter((_, at) => /^ +$/.test(rows[at]?.indent ?? ""));
  return widths.reduce((least, width) => Math.min(least, width), 8);
}

function widthOf(indent: string, tab: number): number {
  let width = 0;
  for (const character of indent) width += character === "\t" ? tab : 1;
  return width;
}
