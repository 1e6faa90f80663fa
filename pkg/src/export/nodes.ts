import type { UnitRecord } from "../record.js";
import type { UnitTree } from "../unit-tree.js";
import type { RowRange } from "./extent.js";
import { windows } from "./windows.js";

/** A unit of a graph, and the row of its parent if that is in the graph too. */
export interface Node {
  readonly unit: UnitRecord;
  readonly parent: number | undefined;
}

/** Yields the nodes of a graph of some rows, a window at a time. */
export function* nodeWindows(tree: UnitTree, extent: RowRange): Generator<Node[], void, undefined> {
  const { parent: parents } = tree.columns();
  for (const units of windows(tree, extent)) {
    yield units.map((unit) => {
      const parent = parents[unit.row] ?? -1;
      return { unit, parent: parent >= extent.from ? parent : undefined };
    });
  }
}
