import type { UnitRecord } from "../record.js";
import type { UnitTree } from "../unit-tree.js";

const ROWS_AT_ONCE = 1_024;

/** Yields the units of a tree a window at a time, so that a large one is never held as objects. */
export function* rowsOf(tree: UnitTree): Generator<UnitRecord[]> {
  for (let from = 0; from < tree.size; from += ROWS_AT_ONCE) {
    yield tree.rows(from, from + ROWS_AT_ONCE).records;
  }
}
