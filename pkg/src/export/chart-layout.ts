import type { Columns } from "../record.js";

/** Where each row stands in a chart; entry by entry the rows that were given. */
export interface ChartLayout {
  /** The column: levels below the first row. */
  x: Uint32Array;
  /** The place down the page, in lines from 0; between two lines where a unit stands in the middle of its children. */
  y: Float64Array;
  /** How many lines there are: one a leaf. */
  lines: number;
}

/**
 * Places units as a tidy tree that grows to the right: leaves one below the other, each other unit in the middle of its
 * first and its last child.
 *
 * Takes the columns of a tree or, as `subarray`s, those of one unit and everything below it. O(rows), no recursion.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { chartLayout } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1" }, { id: "2", parentId: "1" }, { id: "3", parentId: "1" }]);
 * const { x, y } = chartLayout(tree.columns());
 * console.log([...x], [...y]); // [ 0, 1, 1 ] [ 0.5, 0, 1 ]
 * ```
 */
export function chartLayout({ depth }: Pick<Columns, "depth">): ChartLayout {
  const first = depth[0] ?? 0;
  const x = depth.map((level) => level - first);
  const y = new Float64Array(x.length);
  const lines = x.reduce((leaves, level, row) => leaves + (isLeaf(x, level, row) ? 1 : 0), 0);
  // From the last row up, children come before their parent: by level, the first and the last of them so far.
  const top: number[] = [];
  const bottom: (number | undefined)[] = [];
  let line = lines;
  for (let row = x.length - 1; row >= 0; row--) {
    const level = x[row] ?? 0;
    const own = isLeaf(x, level, row) ? --line : ((top[level + 1] ?? 0) + (bottom[level + 1] ?? 0)) / 2;
    bottom[level + 1] = undefined;
    bottom[level] ??= own;
    top[level] = own;
    y[row] = own;
  }
  return { x, y, lines };
}

function isLeaf(levels: Uint32Array, level: number, row: number): boolean {
  return (levels[row + 1] ?? 0) <= level;
}
