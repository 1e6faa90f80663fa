import type { UnitTree } from "../unit-tree.js";
import type { Item } from "./items.js";
import { pathText } from "./svg-text.js";

/** The texts of a box: the one inside it, and the one of its `<title>`. */
export interface Label {
  text: string;
  title: string;
}

/** Returns the labels of items, in the same order. */
export function labelsOf(tree: UnitTree, from: number, items: readonly Item[]): Label[] {
  const path = pathTo(tree, from);
  return items.map(({ row, gap }) => (gap > 0 ? gapLabel(gap) : unitLabel(tree, from + row, path)));
}

function pathTo(tree: UnitTree, row: number): string[] {
  if (row >= tree.size) return [];
  return tree.unit(row).ancestors().reverse().map(nameOf);
}

function unitLabel(tree: UnitTree, row: number, path: string[]): Label {
  const unit = tree.unit(row);
  path.length = unit.depth;
  path.push(nameOf(unit));
  return { text: nameOf(unit), title: `${pathText(path)} (${counted(unit.size)})` };
}

function gapLabel(gap: number): Label {
  return { text: `+ ${gap}`, title: `${counted(gap)} not drawn` };
}

function counted(units: number): string {
  return units === 1 ? "1 unit" : `${units} units`;
}

function nameOf({ name, id }: { name: string | null; id: string }): string {
  return name || id || "(no name)";
}
