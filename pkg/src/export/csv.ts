import type { UnitTree } from "../unit-tree.js";
import type { CsvOptions } from "./csv-options.js";
import { csvPieces } from "./csv-pieces.js";
import { joinPieces } from "./join-pieces.js";

/**
 * Writes a table of the units: one row each, in preorder, with every field of a `UnitRecord`.
 *
 * RFC 4180 with CRLF and a head. An absent text is an empty cell, and empty text is `""`. The same tree gives the same
 * bytes, everywhere. A text that a spreadsheet would run as a formula gets an apostrophe in front, unless `raw`.
 * O(units): it makes a thousand objects at a time and one string; {@link csvPieces} makes no long string either.
 *
 * @throws `ERR_OPTION` for an invalid option, a missing row or an unknown id.
 * @throws `ERR_TOO_LARGE` when the text is longer than a string can be, half a billion characters.
 * @throws `ERR_STATE` when the tree was freed.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { csv } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: "=1+1" }]);
 * console.log(csv(tree, { subtree: "2" }));
 * // id,parentId,name,description,path,accountId,createdAt,updatedAt,depth,size,row,index
 * // 2,1,'=1+1,,,,,,1,1,1,1
 * ```
 */
export function csv(tree: UnitTree, options?: CsvOptions): string {
  return joinPieces(csvPieces(tree, options));
}
