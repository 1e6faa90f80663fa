import { type SpreadsheetChange, spreadsheetChange } from "../spreadsheet.js";
import type { UnitTree } from "../unit-tree.js";
import { type ExtentOptions, extentOf } from "./extent.js";
import { assertOptions } from "./option.js";
import { windows } from "./windows.js";

/** An id that a spreadsheet changes when it opens a table and takes each cell for what it looks like. */
export interface IdAtRisk {
  /** The unit's row. */
  row: number;
  /** The unit's id. */
  id: string;
  /** What becomes of the id. */
  change: SpreadsheetChange;
}

/**
 * Finds the ids that a spreadsheet would change: tell people before they open a table, so that they let it read ids as text.
 *
 * Leading zeros, more than 15 digits, and what looks like a number or a date. `readTable` of `business-units/import`
 * recognises changed ids. Yields in preorder; O(units), a thousand objects at a time.
 *
 * @throws `ERR_OPTION` and `ERR_STATE` as `csv` does, at once; `ERR_STATE` later too, when the tree is freed meanwhile.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { idsAtRisk } from "business-units/export";
 *
 * using tree = buildTree([{ id: "0363" }, { id: "A1" }, { id: "73928e03" }]);
 * for (const { id, change } of idsAtRisk(tree)) console.log(id, change);
 * // 0363 LeadingZeros
 * // 73928e03 Exponent
 * ```
 */
export function idsAtRisk(tree: UnitTree, options: ExtentOptions = {}): Generator<IdAtRisk, void, undefined> {
  assertOptions(options);
  return found(tree, extentOf(tree, options));
}

function* found(tree: UnitTree, extent: ReturnType<typeof extentOf>): Generator<IdAtRisk, void, undefined> {
  for (const units of windows(tree, extent)) {
    for (const { row, id } of units) {
      const change = spreadsheetChange(id);
      if (change !== undefined) yield { row, id, change };
    }
  }
}
