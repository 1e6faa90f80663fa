import { BusinessUnitsError } from "../errors.js";
import type { UnitTree } from "../unit-tree.js";
import type { RowRange } from "./extent.js";

const MAX_DEPTH = 500;

// NOTE: each line is indented by its level, so without a limit the lines of a deep chain would take quadratic space.
/** Returns the depth of the topmost units of an extent. Throws `ERR_TOO_DEEP` when a unit stands 501 levels below. */
export function levelBase(tree: UnitTree, { from, to }: RowRange): number {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const depth of tree.columns().depth.subarray(from, to)) {
    least = Math.min(least, depth);
    most = Math.max(most, depth);
  }
  if (from === to || most - least <= MAX_DEPTH) return least;
  throw new BusinessUnitsError("ERR_TOO_DEEP", `There are ${most - least + 1} levels: use csv().`, {
    limit: MAX_DEPTH,
  });
}
