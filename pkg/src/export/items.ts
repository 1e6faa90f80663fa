import type { Columns } from "../record.js";

/** Something that is drawn, in preorder: a unit, or a gap in place of units next to each other that are not. */
export interface Item {
  /** The unit's row, or that of the first unit in the gap. */
  row: number;
  /** How many units the gap stands for, those below them counted; 0 for a unit. */
  gap: number;
}

/** What decides which units are drawn. */
export interface Room {
  /** Units with fewer in their subtree are not drawn. */
  leastSize: number;
  /** How many are drawn at most: level by level, in the order sent. */
  most: number;
}

type Shape = Pick<Columns, "depth" | "size">;

/** What is drawn where there is so much room. A unit that is drawn has its parent drawn, and all others are in a gap. */
export function itemsIn(shape: Shape, room: Room): Item[] {
  const { depth, size } = shape;
  const fits = fitter(shape, room);
  const items: Item[] = [];
  let end = 0;
  for (let row = 0; row < depth.length; row = end) {
    const last = items.at(-1);
    if (fits(row)) {
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

/** Says of one row after another whether it is drawn. */
function fitter({ depth, size }: Shape, { leastSize, most }: Room): (row: number) => boolean {
  const first = depth[0] ?? 0;
  const isLarge = (row: number) => (size[row] ?? 0) >= leastSize;
  const levels: number[] = [];
  for (let row = 0; row < depth.length; row++) {
    const level = (depth[row] ?? 0) - first;
    if (isLarge(row)) levels[level] = (levels[level] ?? 0) + 1;
  }
  let left = most;
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
