import type { Columns } from "./columns.ts";

/** How many units stand directly below a unit, anywhere below it, and below it without one of their own. */
export interface Below {
  readonly children: number;
  readonly all: number;
  readonly leaves: number;
}

/** Counts what is below `row`. */
export function countBelow({ depth, size }: Columns, row: number): Below {
  const end = row + (size[row] ?? 1);
  const level = (depth[row] ?? 0) + 1;
  let children = 0;
  let leaves = 0;
  for (let at = row + 1; at < end; at++) {
    if (depth[at] === level) children++;
    if (size[at] === 1) leaves++;
  }
  return { children, all: end - row - 1, leaves };
}
