import type { UnitTree } from "../unit-tree.js";
import { type ExtentOptions, extentOf } from "./extent.js";
import { joinPieces } from "./join-pieces.js";
import { levelBase } from "./level-base.js";
import { lineText } from "./line-text.js";
import { assertOptions } from "./option.js";
import { windows } from "./windows.js";

// What CommonMark and GitHub take for markup anywhere, and what is markup at the beginning of a line.
const ANYWHERE = /[\\`*_[\]<>&~$]/g;
const AT_FIRST = /^(?:[#+\-=:|!]|\d{1,9}(?=[.)]))/;

/**
 * Writes an outline in Markdown: a list item for each unit, below its parent's. Any name is text and no markup.
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
 * import { markdown } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: "*Norway*" }]);
 * console.log(markdown(tree));
 * // - Europe
 * //   - \*Norway\*
 * ```
 */
export function markdown(tree: UnitTree, options: ExtentOptions = {}): string {
  assertOptions(options);
  return joinPieces(pieces(tree, options));
}

function* pieces(tree: UnitTree, options: ExtentOptions): Generator<string, void, undefined> {
  const extent = extentOf(tree, options);
  const base = levelBase(tree, extent);
  for (const units of windows(tree, extent)) {
    yield units.map((unit) => `${"  ".repeat(unit.depth - base)}- ${plain(lineText(unit))}\n`).join("");
  }
}

function plain(text: string): string {
  return text
    .replace(ANYWHERE, (mark) => `\\${mark}`)
    .replace(AT_FIRST, (mark) => (/\d/.test(mark) ? mark : `\\${mark}`))
    .replace(/^(\d{1,9})([.)])/, "$1\\$2");
}
