import type { UnitTree } from "../unit-tree.js";
import { type ExtentOptions, extentOf } from "./extent.js";
import { joinPieces } from "./join-pieces.js";
import { levelBase } from "./level-base.js";
import { lineText } from "./line-text.js";
import { assertOptions } from "./option.js";
import { windows } from "./windows.js";

/**
 * Draws the tree with lines, as programs list folders: a line for each unit. Top-level units have no line before them.
 *
 * A unit without a name shows its id; line breaks in names become blanks. The same tree gives the same bytes. O(units),
 * a thousand objects at a time.
 *
 * @throws `ERR_OPTION` for an invalid option, a missing row or an unknown id.
 * @throws `ERR_TOO_DEEP` for more than 501 levels.
 * @throws `ERR_TOO_LARGE` when the text is longer than a string can be, half a billion characters.
 * @throws `ERR_STATE` when the tree was freed.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { textTree } from "business-units/export";
 *
 * using tree = buildTree([
 *   { id: "1", name: "Europe" },
 *   { id: "2", parentId: "1", name: "Norway" },
 *   { id: "3", parentId: "2", name: "Oslo" },
 *   { id: "4", parentId: "1", name: "Sweden" },
 * ]);
 * console.log(textTree(tree));
 * // Europe
 * // ├─ Norway
 * // │  └─ Oslo
 * // └─ Sweden
 * ```
 */
export function textTree(tree: UnitTree, options: ExtentOptions = {}): string {
  assertOptions(options);
  return joinPieces(pieces(tree, options));
}

function* pieces(tree: UnitTree, options: ExtentOptions): Generator<string, void, undefined> {
  const extent = extentOf(tree, options);
  const base = levelBase(tree, extent);
  const { depth, size } = tree.columns();
  // What stands before the children of the last unit of each level.
  const before: string[] = [""];
  for (const units of windows(tree, extent)) {
    let piece = "";
    for (const unit of units) {
      const level = unit.depth - base;
      const next = unit.row + (size[unit.row] ?? 1);
      const hasSibling = next < extent.to && depth[next] === unit.depth;
      const own = before[level] ?? "   ".repeat(level - 1);
      const isTop = level === 0;
      piece += `${own}${isTop ? "" : hasSibling ? "├─ " : "└─ "}${lineText(unit)}\n`;
      before[level + 1] = isTop ? "" : own + (hasSibling ? "│  " : "   ");
    }
    yield piece;
  }
}
