import { type Texts, textIn, unitOf } from "./cells.js";
import type { Columns } from "./columns.js";
import { PlaceTree } from "./place-tree.js";
import type { ProblemList } from "./problem-list.js";
import type { Row } from "./rows.js";

/** What a builder makes of the rows. */
export interface Built {
  readonly units: Texts[];
  /** The row of each unit, 0 where none names it. */
  readonly rows: readonly number[];
  readonly guessed: readonly string[];
}

/** Builds the units of a table with a column a level. */
export function buildLevels(columns: Columns, rows: readonly Row[], problems: ProblemList): Built {
  const named = rows.map(({ cells }) => columns.levels.map((place) => textIn(columns, cells[place]) ?? ""));
  const isFilledDown = filledDown(named);
  const tree = new PlaceTree();
  let before: readonly string[] = [];
  for (const [at, { row, cells }] of rows.entries()) {
    const levels = named[at] ?? [];
    const own = isFilledDown ? levels.slice(0, deepestChange(levels, named[at - 1]) + 1) : levels;
    const { names, isSkipped } = pathOf(own, before);
    if (isSkipped) {
      const says =
        "A level is left out: the unit stands below the last one that is filled. Fill the cell between.";
      problems.add("SkippedLevel", row, says, columns.head[columns.levels[0] ?? -1]);
    }
    const name = names.at(-1) ?? null;
    tree.add(names, { ...unitOf(columns, cells), name }, row);
    before = names;
  }
  const guessed = isFilledDown
    ? ["The level columns are filled down: a row's unit is the deepest name that differs from the row above."]
    : [];
  return withIds(tree, guessed);
}

/** Finishes a tree of names, and says which ids and units were made. */
export function withIds(tree: PlaceTree, guessed: readonly string[]): Built {
  const { units, rows, withoutId, withoutRow } = tree.finish();
  const more = [...guessed];
  if (withoutId > 0) more.push(`Ids made of the names from the top, for units without an id: ${withoutId}.`);
  if (withoutRow > 0)
    more.push(`Units without a row of their own, made because others are below them: ${withoutRow}.`);
  return { units, rows, guessed: more };
}

/** Completes a row's names from the row above, as merged cells leave them out. */
function pathOf(
  levels: readonly string[],
  before: readonly string[],
): { names: string[]; isSkipped: boolean } {
  const first = levels.findIndex((name) => name !== "");
  if (first < 0) return { names: [], isSkipped: false };
  const last = levels.findLastIndex((name) => name !== "");
  const filled = levels.slice(first, last + 1).filter((name) => name !== "");
  const isSkipped = before.length < first || filled.length < last + 1 - first;
  return { names: [...before.slice(0, first), ...filled], isSkipped };
}

/**
 * Tells whether each row repeats the cells of the row above but for one: then its unit is that one. The first row names a
 * top-level unit only, no cell is emptied again, and some row changes a name above its last one.
 */
function filledDown(rows: readonly (readonly string[])[]): boolean {
  if (filledIn(rows[0] ?? []) !== 1) return false;
  let isTelling = false;
  for (let at = 1; at < rows.length; at++) {
    const [above = [], row = []] = [rows[at - 1], rows[at]];
    const filled = filledIn(row);
    const changed = row.filter((name, level) => name !== above[level]).length;
    if (filled < filledIn(above) || changed !== 1) return false;
    if (deepestChange(row, above) < filled - 1) isTelling = true;
  }
  return isTelling;
}

function deepestChange(row: readonly string[], above: readonly string[] = []): number {
  const deepest = row.findLastIndex((name, level) => name !== "" && name !== above[level]);
  return deepest < 0 ? filledIn(row) - 1 : deepest;
}

// Of a row with a gap there is no number that fits.
function filledIn(row: readonly string[]): number {
  const first = row.indexOf("");
  if (first < 0) return row.length;
  return row.slice(first).every((name) => name === "") ? first : Number.NaN;
}
