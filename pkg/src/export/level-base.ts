import { BusinessUnitsError } from "../errors.js";
import type { UnitTree } from "../unit-tree.js";
import type { RowRange } from "./extent.js";

const MAX_DEPTH = 500;

// NOTE: each level is an indentation in each line, so lines of a deep chain would be a square.
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
