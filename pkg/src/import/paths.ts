import { unitOf } from "./cells.js";
import type { Columns } from "./columns.js";
import { type Built, withIds } from "./levels.js";
import { PlaceTree } from "./place-tree.js";
import type { ProblemList } from "./problem-list.js";
import type { Row } from "./rows.js";

/** Builds the units of a table whose hierarchy is in a column of paths. */
export function buildPaths(
  columns: Columns,
  rows: readonly Row[],
  separator: string | undefined,
  problems: ProblemList,
): Built {
  const units = rows.map(({ cells }) => unitOf(columns, cells));
  const place = columns.fields.path ?? -1;
  if (separator === undefined) {
    const says =
      "Only the paths say what is above a unit, and not what separates their names: all units are at the top.";
    problems.add("PathSeparator", rows[0]?.row ?? 1, says, columns.head[place]);
  }
  const split = rows.map(({ cells }) => namesIn(cells[place] ?? "", separator));
  const isNamed = columns.fields.name !== undefined;
  const ended = split.filter((names, at) => names.at(-1) === units[at]?.name).length;
  const isAbove = isNamed && separator !== undefined && ended * 2 < rows.length;
  const tree = new PlaceTree();
  for (const [at, { row }] of rows.entries()) {
    const unit = units[at];
    if (unit === undefined) continue;
    const path = split[at] ?? [];
    const names =
      isAbove || (isNamed && separator === undefined) ? [...(isAbove ? path : []), unit.name ?? ""] : path;
    tree.add(names, { ...unit, name: unit.name ?? names.at(-1) ?? null }, row);
  }
  const guessed = isAbove ? ["A path names the units above, without the unit itself."] : [];
  return withIds(tree, guessed);
}

function namesIn(path: string, separator: string | undefined): string[] {
  if (separator === undefined) return [path];
  return path
    .split(separator)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
