import { optionError } from "../errors.js";
import type { UnitTree } from "../unit-tree.js";

/** Rows `from` up to, not including, `to`. */
export interface RowRange {
  /** The first row. */
  from: number;
  /** The row after the last one. */
  to: number;
}

/** Which units are written; all of them by default. */
export interface ExtentOptions {
  /** A window, cut to what there is. Not together with `subtree`. */
  rows?: RowRange;
  /** The row (a number) or the id (text) of a unit: it and everything below it. */
  subtree?: number | string;
}

/** Returns the rows that the options choose. Throws `ERR_OPTION` for an invalid or contradictory choice. */
export function extentOf(tree: UnitTree, { rows, subtree }: ExtentOptions): RowRange {
  assertTree(tree);
  if (subtree === undefined) return rows === undefined ? { from: 0, to: tree.size } : cut(rows, tree.size);
  if (rows !== undefined) throw optionError("Give rows or subtree, not both.");
  const unit = typeof subtree === "number" ? tree.unit(subtree) : tree.get(subtree);
  if (unit === undefined) throw optionError("No unit has the id that subtree names.");
  return { from: unit.row, to: unit.row + unit.size };
}

// Without this check a promise of a tree would give an empty table.
function assertTree(tree: UnitTree): void {
  if (typeof tree?.size === "number" && typeof tree.rows === "function") return;
  throw optionError("The first argument must be a tree.", {
    hint: "Await what gives it, and build one of units with buildTree().",
  });
}

function cut(rows: RowRange, size: number): RowRange {
  const from = clamp(rows?.from, size);
  return { from, to: Math.max(from, clamp(rows?.to, size)) };
}

function clamp(row: number, size: number): number {
  if (typeof row !== "number" || Number.isNaN(row)) {
    throw optionError("rows must be { from, to }, both of them row numbers.");
  }
  return Math.min(Math.max(Math.trunc(row), 0), size);
}
