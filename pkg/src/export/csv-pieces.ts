import type { UnitTree } from "../unit-tree.js";
import { type CsvOptions, csvSettings } from "./csv-options.js";
import { extentOf } from "./extent.js";
import { LAST_COLUMNS, lastCells, table } from "./table.js";

const HEAD = ["id", "parentId", "name", ...LAST_COLUMNS].join(",");

/**
 * The text of {@link csv} in pieces, for a stream: the head, then about a thousand rows a piece, fewer where rows are long.
 * O(units), a thousand objects at a time.
 *
 * @throws `ERR_OPTION` and `ERR_STATE` as `csv` does, at once; `ERR_STATE` later too, when the tree is freed meanwhile.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { csvPieces } from "business-units/export";
 *
 * const tree = buildTree([{ id: "1", name: "Europe" }]);
 * const pieces = csvPieces(tree);
 * const body = new ReadableStream({
 *   pull(controller) {
 *     const { done, value } = pieces.next();
 *     if (done) controller.close();
 *     else controller.enqueue(new TextEncoder().encode(value));
 *   },
 *   cancel: () => void pieces.return(),
 * });
 * console.log(await new Response(body).text());
 * // id,parentId,name,description,path,accountId,createdAt,updatedAt,depth,size,row,index
 * // 1,,Europe,,,,,,0,1,0,0
 * ```
 */
export function csvPieces(tree: UnitTree, options: CsvOptions = {}): Generator<string, void, undefined> {
  const { mark, cell } = csvSettings(options);
  return table(tree, extentOf(tree, options), mark + HEAD, (unit) =>
    [cell(unit.id), cell(unit.parentId), cell(unit.name), lastCells(unit, cell)].join(","),
  );
}
