import type { Columns } from "../record.js";
import type { UnitTree } from "../unit-tree.js";
import { extentOf } from "./extent.js";
import { type Item, itemsIn, type Room } from "./items.js";
import { type Label, labelsOf } from "./svg-labels.js";

/** What a picture is made of. */
export interface Scene {
  shape: Pick<Columns, "depth" | "size">;
  items: Item[];
  labels: Label[];
}

/** A picture without its frame: markup, and how much room it takes. */
export interface Drawing {
  width: number;
  height: number;
  markup: string;
}

/** Decides what is drawn of a tree, and what it says. */
export function sceneOf(
  tree: UnitTree,
  subtree: number | string | undefined,
  room: (units: number) => Room,
): Scene {
  const { from, to } = extentOf(tree, subtree === undefined ? {} : { subtree });
  const { depth, size } = tree.columns();
  const shape = { depth: depth.subarray(from, to), size: size.subarray(from, to) };
  const items = itemsIn(shape, room(to - from));
  return { shape, items, labels: labelsOf(tree, from, items) };
}
