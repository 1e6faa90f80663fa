import type { Columns } from "../record.js";

/** Where each row stands in an icicle; entry by entry the rows that were given. */
export interface IcicleLayout {
  /** The left edge. */
  x: Float64Array;
  /** How wide it is. */
  width: Float64Array;
  /** Levels below the first row. */
  depth: Uint32Array;
}

/**
 * Places units as an icicle: each as wide as its subtree is large, above what is below it.
 *
 * Takes the columns of a tree or, as `subarray`s, those of one unit and everything below it. A unit has a slot for each
 * unit of its subtree: those of its children from the left on, and the last one for itself. O(rows), no recursion.
 *
 * @param width How wide all of it is. Default 1, so that places are shares.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { icicleLayout } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1" }, { id: "2", parentId: "1" }, { id: "3", parentId: "1" }, { id: "4" }]);
 * const { x, width } = icicleLayout(tree.columns(), 400);
 * console.log([...x], [...width]); // [ 0, 0, 100, 300 ] [ 300, 100, 100, 100 ]
 * ```
 */
export function icicleLayout({ depth, size }: Pick<Columns, "depth" | "size">, width = 1): IcicleLayout {
  const first = depth[0] ?? 0;
  const { length } = depth;
  const slot = width / length;
  const layout = {
    x: new Float64Array(length),
    width: new Float64Array(length),
    depth: new Uint32Array(length),
  };
  for (let row = 0; row < length; row++) {
    const level = (depth[row] ?? 0) - first;
    layout.depth[row] = level;
    // All rows before a unit lie to its left, but for those above it: their own slots are their last.
    layout.x[row] = (row - level) * slot;
    layout.width[row] = (size[row] ?? 1) * slot;
  }
  return layout;
}
