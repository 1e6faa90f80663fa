import { BusinessUnitsError } from "../errors.js";
import { MAX_DEPTH } from "../max-depth.js";
import type { UnitTree } from "../unit-tree.js";
import type { RowRange } from "./extent.js";

// NOTE: each line is indented by its level, so without a limit the lines of a deep chain would take quadratic space.
/** Returns the depth of the topmost units of an extent. Throws `ERR_TOO_DEEP` when a unit stands 501 levels below. */
export function levelBase(tree: UnitTree, { from, to }: RowRange): number {
  let min = Number.POSITIVE_INFINITY;
  let max = 0;
  for (const depth of tree.columns().depth.subarray(from, to)) {
    min = Math.min(min, depth);
    max = Math.max(max, depth);
  }
  if (from === to || max - min <= MAX_DEPTH) return min;
  throw new BusinessUnitsError("ERR_TOO_DEEP", `There are ${max - min + 1} levels: use csv().`, {
    limit: MAX_DEPTH,
  });
}
