import type { Columns } from "./columns.ts";
import type { Expansion } from "./expansion.ts";
import { type Filter, isLeft } from "./found.ts";

/**
 * The rows that stand in the open part of the tree, ascending. A closed row is stepped over by its size, and so is one
 * that a filter leaves out.
 */
export function visibleRows(columns: Columns, expansion: Expansion, filter?: Filter): Uint32Array {
  const { size } = columns;
  const rows = new Uint32Array(size.length);
  let count = 0;
  for (let row = 0; row < size.length; ) {
    const isShown = !filter || isLeft(columns, filter, row);
    if (isShown) rows[count++] = row;
    row += isShown && expansion[row] ? 1 : (size[row] ?? 1);
  }
  return rows.subarray(0, count);
}

/** The place of `row` among the visible rows, or of the one before it that hides it. */
export function placeOf(visible: Uint32Array, row: number): number {
  let low = 0;
  let high = visible.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((visible[middle] ?? 0) <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
