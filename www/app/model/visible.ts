import type { Columns } from "./columns.ts";
import type { Expansion } from "./expansion.ts";

/** The rows that stand in the open part of the tree, ascending. A closed row is stepped over by its size. */
export function visibleRows({ size }: Columns, expansion: Expansion): Uint32Array {
  const rows = new Uint32Array(size.length);
  let count = 0;
  for (let row = 0; row < size.length; row += expansion[row] ? 1 : (size[row] ?? 1)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The place of `row` among the visible rows, or of the closed ancestor that hides it. */
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
