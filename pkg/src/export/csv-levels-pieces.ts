import { BusinessUnitsError } from "../errors.js";
import { MAX_DEPTH } from "../max-depth.js";
import type { UnitRecord } from "../record.js";
import type { UnitTree } from "../unit-tree.js";
import type { Cell } from "./cell.js";
import { type CsvOptions, csvSettings } from "./csv-options.js";
import { extentOf, type RowRange } from "./extent.js";
import { LAST_COLUMNS, lastCells, table } from "./table.js";

/**
 * The text of {@link csvLevels} in pieces, for a stream: the head, then about a thousand rows a piece, fewer where rows are long.
 * O(units × levels), a thousand objects at a time.
 *
 * @throws `ERR_OPTION`, `ERR_TOO_DEEP` and `ERR_STATE` as `csvLevels` does, at once; `ERR_STATE` later too, when the tree is freed meanwhile.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { csvLevelsPieces } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }]);
 * for (const piece of csvLevelsPieces(tree)) console.log(piece);
 * // Level 1,id,parentId,description,path,accountId,createdAt,updatedAt,depth,size,row,index
 * // Europe,1,,,,,,,0,1,0,0
 * ```
 */
export function csvLevelsPieces(
  tree: UnitTree,
  options: CsvOptions = {},
): Generator<string, void, undefined> {
  const { mark, cell } = csvSettings(options);
  const extent = extentOf(tree, options);
  const levels = levelsIn(tree, extent);
  const names = new NameCells(levels, cell, extent.from < extent.to ? above(tree, extent.from) : []);
  return table(tree, extent, mark + head(levels), (unit) =>
    [names.cells(unit), cell(unit.id), cell(unit.parentId), lastCells(unit, cell)].join(","),
  );
}

// NOTE: each row has a cell for each level, so without a limit the rows of a deep chain would take quadratic space.
function levelsIn(tree: UnitTree, { from, to }: RowRange): number {
  let levels = 0;
  for (const depth of tree.columns().depth.subarray(from, to)) levels = Math.max(levels, depth + 1);
  if (levels <= MAX_DEPTH + 1) return levels;
  throw new BusinessUnitsError("ERR_TOO_DEEP", `There are ${levels} levels: use csv().`, {
    limit: MAX_DEPTH,
  });
}

function above(tree: UnitTree, row: number): (string | null)[] {
  return tree
    .unit(row)
    .ancestors()
    .slice(1)
    .reverse()
    .map(({ name }) => name);
}

/** The names from a root down to the last unit, as cells. */
class NameCells {
  readonly #levels: number;
  readonly #cell: Cell;
  readonly #cells: string[] = [];

  constructor(levels: number, cell: Cell, names: readonly (string | null)[]) {
    this.#levels = levels;
    this.#cell = cell;
    for (const [depth, name] of names.entries()) this.#enter(depth, name);
  }

  cells({ depth, name }: UnitRecord): string {
    return this.#enter(depth, name) + ",".repeat(this.#levels - 1 - depth);
  }

  #enter(depth: number, name: string | null): string {
    const above = depth === 0 ? "" : `${this.#cells[depth - 1]},`;
    const cells = above + this.#cell(name);
    this.#cells[depth] = cells;
    return cells;
  }
}

function head(levels: number): string {
  const names = Array.from({ length: levels }, (_, level) => `Level ${level + 1}`);
  return [...names, "id", "parentId", ...LAST_COLUMNS].join(",");
}
