import type { UnitRecord } from "../record.js";
import type { UnitTree } from "../unit-tree.js";
import type { Cell } from "./cell.js";
import type { RowRange } from "./extent.js";
import { windows } from "./windows.js";

/** The last columns of both tables. */
export const LAST_COLUMNS: readonly (keyof UnitRecord)[] = [
  "description",
  "path",
  "accountId",
  "createdAt",
  "updatedAt",
  "depth",
  "size",
  "row",
  "index",
];

/** Writes a unit's cells of {@link LAST_COLUMNS}. */
export function lastCells(unit: UnitRecord, cell: Cell): string {
  return [
    cell(unit.description),
    cell(unit.path),
    cell(unit.accountId),
    cell(unit.createdAt),
    cell(unit.updatedAt),
    unit.depth,
    unit.size,
    unit.row,
    unit.index,
  ].join(",");
}

const MAX_CHARACTERS = 64 * 1_024;

/** Yields a table in pieces: its head, then a window of rows at a time, or fewer rows when they are long. */
export function* table(
  tree: UnitTree,
  extent: RowRange,
  head: string,
  line: (unit: UnitRecord) => string,
): Generator<string, void, undefined> {
  yield `${head}\r\n`;
  for (const records of windows(tree, extent)) yield* pieces(records, line);
}

function* pieces(records: readonly UnitRecord[], line: (unit: UnitRecord) => string): Generator<string> {
  let piece = "";
  for (const record of records) {
    piece += `${line(record)}\r\n`;
    if (piece.length < MAX_CHARACTERS) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
