import { type IcicleLayout, icicleLayout } from "business-units/export";
import { ancestorsOf, type Columns } from "./columns.ts";

/** Deeper levels than these are seen by zooming in. */
export const MOST_LEVELS = 32;

/** A unit, or in its place units next to each other that are too narrow; all in shares of the width. */
export interface Box {
  readonly row: number;
  readonly x: number;
  readonly width: number;
  readonly level: number;
  /** How many units it stands for, those below them counted; 0 for a unit. */
  readonly gap: number;
}

/** Where everything stands in the icicle of one unit, or of all. */
export interface Icicle {
  readonly from: number;
  readonly size: Uint32Array;
  readonly layout: IcicleLayout;
}

/** What of an icicle is drawn. */
export interface Cut {
  /** The share of the width under which a unit is too narrow. */
  readonly least: number;
  /** This unit is drawn however narrow it is. */
  readonly active: number;
}

/** Places the unit at `root` and all below it, or all units where it is undefined: each as wide as its subtree is large. */
export function icicleOf(columns: Columns, root: number | undefined): Icicle {
  const [from, to] = extentOf(columns, root);
  const size = columns.size.subarray(from, to);
  return { from, size, layout: icicleLayout({ depth: columns.depth.subarray(from, to), size }) };
}

/** The rows that a zoom draws, half-open. */
export function extentOf({ size }: Columns, root: number | undefined): [from: number, to: number] {
  return root === undefined ? [0, size.length] : [root, root + (size[root] ?? 1)];
}

/** The boxes to draw. What is below a unit that is too narrow is stepped over. */
export function icicleBoxes(icicle: Icicle, { least, active }: Cut): Box[] {
  const { from, size, layout } = icicle;
  const boxes: Box[] = [];
  for (let at = 0; at < size.length; ) {
    const units = size[at] ?? 1;
    const isWide = (layout.width[at] ?? 0) >= least;
    if ((layout.depth[at] ?? 0) >= MOST_LEVELS) at += units;
    else if (isWide) boxes.push(boxAt(icicle, at++));
    else {
      addToGap(boxes, boxAt(icicle, at, units));
      at += units;
    }
  }
  const isDrawn = boxes.some(({ row, gap }) => row === active && gap === 0);
  const isInside = active >= from && active < from + size.length;
  return isDrawn || !isInside ? boxes : [...boxes, boxAt(icicle, active - from)];
}

function boxAt({ from, layout: { x, width, depth } }: Icicle, at: number, gap = 0): Box {
  return { row: from + at, x: x[at] ?? 0, width: width[at] ?? 0, level: depth[at] ?? 0, gap };
}

function addToGap(boxes: Box[], box: Box): void {
  const last = boxes.at(-1);
  if (!last || last.gap === 0 || last.level !== box.level || last.row + last.gap !== box.row) boxes.push(box);
  else boxes[boxes.length - 1] = { ...last, width: last.width + box.width, gap: last.gap + box.gap };
}

/** What to zoom to so that `row` is drawn: as it is now where that is enough, else to what stands above it. */
export function zoomFor(columns: Columns, root: number | undefined, row: number): number | undefined {
  const [from, to] = extentOf(columns, root);
  const level = (columns.depth[row] ?? 0) - (columns.depth[from] ?? 0);
  if (row >= from && row < to && level < MOST_LEVELS) return root;
  return (columns.depth[row] ?? 0) < MOST_LEVELS ? undefined : ancestorsOf(columns, row)[0];
}
