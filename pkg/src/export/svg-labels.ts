import type { UnitTree } from "../unit-tree.js";
import type { Item } from "./items.js";
import { trailText } from "./svg-text.js";

/** What an item says: in its box, and in full. */
export interface Label {
  text: string;
  title: string;
}

/** The labels of the items, in their order. */
export function labelsOf(tree: UnitTree, from: number, items: readonly Item[]): Label[] {
  const trail = trailAbove(tree, from);
  return items.map(({ row, gap }) => (gap > 0 ? gapLabel(gap) : unitLabel(tree, from + row, trail)));
}

function trailAbove(tree: UnitTree, row: number): string[] {
  if (row >= tree.size) return [];
  return tree.unit(row).ancestors().reverse().map(nameOf);
}

function unitLabel(tree: UnitTree, row: number, trail: string[]): Label {
  const unit = tree.unit(row);
  trail.length = unit.depth;
  trail.push(nameOf(unit));
  return { text: nameOf(unit), title: `${trailText(trail)} (${counted(unit.size)})` };
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
