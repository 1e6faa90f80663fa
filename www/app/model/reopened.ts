import type { Loaded } from "../loaded.ts";
import { closeAll, type Expansion, levelShown, openToLevel } from "./expansion.ts";

type Tree = Pick<Loaded, "tree" | "columns">;

/** The row of a unit of a list in a newer one, which has it by the same id; undefined where it is not there. */
export function rowInNewer({ tree }: Tree, row: number, newer: Tree): number | undefined {
  return row < tree.size ? newer.tree.get(tree.unit(row).id)?.row : undefined;
}

/** More open units than these are not looked up one by one. */
const MOST = 20_000;

/**
 * What was open of a list, of a newer one: the units with the same ids. Where that is very much, as many levels as were
 * shown; undefined where that differs from place to place.
 */
export function reopened(before: Tree, expansion: Expansion, newer: Tree): Expansion | undefined {
  const next = closeAll(newer.columns);
  let count = 0;
  for (let row = 0; row < expansion.length; row++) {
    if (expansion[row] !== 1 || before.columns.size[row] === 1) continue;
    if (++count > MOST) return sameLevels(before, expansion, newer);
    const now = rowInNewer(before, row, newer);
    if (now !== undefined) next[now] = 1;
  }
  return next;
}

function sameLevels(before: Tree, expansion: Expansion, { columns }: Tree): Expansion | undefined {
  const level = levelShown(before.columns, expansion);
  return level === undefined ? undefined : openToLevel(columns, level);
}
