import type { UnitTree } from "../unit-tree.js";
import { csvLevelsPieces } from "./csv-levels-pieces.js";
import type { CsvOptions } from "./csv-options.js";
import { joinPieces } from "./join-pieces.js";

/**
 * Writes a table with a column a level: the names from the root down to the unit, then its other fields.
 *
 * `Level 1` is the root's name, also where `subtree` or `rows` leaves the root out; the last level that is filled is the
 * unit's own name. All else is as in {@link csv}. O(units × levels).
 *
 * @throws `ERR_OPTION` for an invalid option, a missing row or an unknown id.
 * @throws `ERR_TOO_DEEP` when a unit stands deeper than 500.
 * @throws `ERR_TOO_LARGE` when the text is longer than a string can be, half a billion characters.
 * @throws `ERR_STATE` when the tree was freed.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { csvLevels } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: "Norway" }]);
 * console.log(csvLevels(tree));
 * // Level 1,Level 2,id,parentId,description,path,accountId,createdAt,updatedAt,depth,size,row,index
 * // Europe,,1,,,,,,,0,2,0,0
 * // Europe,Norway,2,1,,,,,,1,1,1,1
 * ```
 */
export function csvLevels(tree: UnitTree, options?: CsvOptions): string {
  return joinPieces(csvLevelsPieces(tree, options));
}
