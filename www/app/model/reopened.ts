import type { Loaded } from "../loaded.ts";
import { closeAll, type Expansion } from "./expansion.ts";

/** More open units than these are not looked up one by one. */
const MOST = 2_000;

/** What was open of a list, of a newer one: the units with the same ids. Undefined where that is very much. */
export function reopened(
  { tree, columns }: Pick<Loaded, "tree" | "columns">,
  expansion: Expansion,
  newer: Pick<Loaded, "tree" | "columns">,
): Expansion | undefined {
  const next = closeAll(newer.columns);
  let count = 0;
  for (let row = 0; row < expansion.length; row++) {
    if (expansion[row] !== 1 || columns.size[row] === 1) continue;
    if (++count > MOST) return undefined;
    const now = newer.tree.get(tree.unit(row).id)?.row;
    if (now !== undefined) next[now] = 1;
  }
  return next;
}
