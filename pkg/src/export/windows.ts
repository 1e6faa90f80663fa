import type { UnitRecord } from "../record.js";
import type { UnitTree } from "../unit-tree.js";
import type { RowRange } from "./extent.js";

const WINDOW_ROWS = 1_024;

/** Yields the records of some rows a window at a time, so that a million units are never a million objects at once. */
export function* windows(tree: UnitTree, { from, to }: RowRange): Generator<UnitRecord[], void, undefined> {
  for (let at = from; at < to; at += WINDOW_ROWS) {
    yield tree.rows(at, Math.min(at + WINDOW_ROWS, to)).records;
  }
}
