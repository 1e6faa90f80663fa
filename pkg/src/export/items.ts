import type { Columns } from "../record.js";

/** A box of a drawing: a unit, or a gap that stands for adjacent units that are not drawn. */
export interface Item {
  /** The unit's row, or that of the first unit in the gap. */
  row: number;
  /** How many units the gap stands for, those below them counted; 0 for a unit. */
  gap: number;
}

/** The limits that decide which units are drawn. */
export interface Limits {
  /** Units with fewer in their subtree are not drawn. */
  minSize: number;
  /** The maxUnits units to draw: level by level, in the order sent. */
  maxUnits: number;
}

type Shape = Pick<Columns, "depth" | "size">;

/** Chooses the boxes to draw, in preorder. A drawn unit has a drawn parent; every other unit is in a gap. */
export function itemsIn(shape: Shape, limits: Limits): Item[] {
  const { depth, size } = shape;
  const isDrawn = rowFilter(shape, limits);
  const items: Item[] = [];
  let end = 0;
  for (let row = 0; row < depth.length; row = end) {
    const last = items.at(-1);
    if (isDrawn(row)) {
      items.push({ row, gap: 0 });
      end = row + 1;
      continue;
    }
    end = row + (size[row] ?? 1);
    if (last && last.gap > 0 && depth[last.row] === depth[row]) last.gap = end - last.row;
    else items.push({ row, gap: end - row });
  }
  return items;
}

/** Returns a function that tells whether a row is drawn. It must be asked for the rows in ascending order. */
function rowFilter({ depth, size }: Shape, { minSize, maxUnits }: Limits): (row: number) => boolean {
  const first = depth[0] ?? 0;
  const isLarge = (row: number) => (size[row] ?? 0) >= minSize;
  const levels: number[] = [];
  for (let row = 0; row < depth.length; row++) {
    const level = (depth[row] ?? 0) - first;
    if (isLarge(row)) levels[level] = (levels[level] ?? 0) + 1;
  }
  let left = maxUnits;
  const cut = levels.findIndex((units) => {
    left -= units;
    return left < 0;
  });
  if (cut < 0) return isLarge;
  left += levels[cut] ?? 0;
  return (row) => {
    const level = (depth[row] ?? 0) - first;
    return isLarge(row) && (level < cut || (level === cut && left-- > 0));
  };
}
