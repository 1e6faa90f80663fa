import type { Columns } from "../record.js";
import type { UnitTree } from "../unit-tree.js";
import { extentOf } from "./extent.js";
import { type Item, itemsIn, type Limits } from "./items.js";
import { type Label, labelsOf } from "./svg-labels.js";

/** The units of a picture and their labels. */
export interface Scene {
  shape: Pick<Columns, "depth" | "size">;
  items: Item[];
  labels: Label[];
}

/** The markup of a picture without its frame, and its size in pixels. */
export interface Drawing {
  width: number;
  height: number;
  markup: string;
}

/** Chooses what to draw of a tree, with labels. */
export function sceneOf(
  tree: UnitTree,
  subtree: number | string | undefined,
  limits: (units: number) => Limits,
): Scene {
  const { from, to } = extentOf(tree, subtree === undefined ? {} : { subtree });
  const { depth, size } = tree.columns();
  const shape = { depth: depth.subarray(from, to), size: size.subarray(from, to) };
  const items = itemsIn(shape, limits(to - from));
  return { shape, items, labels: labelsOf(tree, from, items) };
}
