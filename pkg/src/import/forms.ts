import { optionError } from "../errors.js";
import { type Texts, textIn, unitOf } from "./cells.js";
import type { Columns } from "./columns.js";
import type { Layout } from "./layout.js";
import { type Built, buildLevels, withIds } from "./levels.js";
import { buildOutline, isIndented } from "./outline.js";
import { buildPaths } from "./paths.js";
import { PlaceTree } from "./place-tree.js";
import type { ProblemList } from "./problem-list.js";
import type { Row } from "./rows.js";
import type { Form, ImportOptions } from "./types.js";
import { listed } from "./words.js";

/** Chooses how the hierarchy is read. Throws `ERR_OPTION` for a form that the table has no columns for. */
export function formOf({ columns, isList }: Layout, rows: readonly Row[], { form }: ImportOptions): Form {
  if (form !== undefined) {
    if (columns && !isList && !hasColumns(columns, form)) throw unfit(form, columns);
    if (isList && form !== "outline" && form !== "names") throw unfit(form, columns);
    return form;
  }
  if (isList || columns === undefined) return isIndented(rows) ? "outline" : "names";
  const { fields, levels } = columns;
  const isFilled = (place: number | undefined) =>
    place !== undefined && rows.some(({ cells }) => (cells[place] ?? "") !== "");
  if (isFilled(fields.parentId)) return "parents";
  if (levels.some(isFilled)) return "levels";
  if (isFilled(fields.path) && fields.parentId === undefined) return "path";
  return fields.parentId === undefined ? "names" : "parents";
}

function hasColumns({ fields, levels }: Columns, form: Form): boolean {
  if (form === "parents") return fields.parentId !== undefined;
  if (form === "levels") return levels.length > 0;
  return form === "path" ? fields.path !== undefined : form === "names";
}

function unfit(form: Form, columns: Columns | undefined): Error {
  return optionError(`form: the table has no columns for "${form}".`, { found: listed(columns?.head ?? []) });
}

/** Makes units of the rows. */
export function build(
  form: Form,
  layout: Layout,
  rows: readonly Row[],
  { pathSeparator }: ImportOptions,
  problems: ProblemList,
): Built {
  const { columns } = layout;
  if (form === "outline") return buildOutline(rows, problems);
  if (columns === undefined || layout.isList) return namesOnly(rows.map((row) => nameUnit(row)));
  if (form === "levels") return buildLevels(columns, rows, problems);
  if (form === "path") return buildPaths(columns, rows, pathSeparator, problems);
  const units = rows.map(({ cells, row }) => ({ unit: named(columns, cells), row }));
  if (columns.fields.id !== undefined)
    return { units: units.map(({ unit }) => unit), rows: rowsOf(units), guessed: [] };
  return form === "names" ? namesOnly(units) : namesAsIds(units);
}

interface Made {
  readonly unit: Texts;
  readonly row: number;
}

function nameUnit({ cells, row }: Row): Made {
  return { unit: { id: "", parentId: null, name: cells[0] ?? "" }, row };
}

function namesOnly(units: readonly Made[]): Built {
  const tree = new PlaceTree();
  for (const { unit, row } of units) tree.add([unit.name ?? ""], unit, row);
  return withIds(tree, []);
}

function namesAsIds(units: readonly Made[]): Built {
  for (const { unit } of units) unit.id = unit.name ?? "";
  const guessed = ["There is no column of ids: names were read as ids."];
  return { units: units.map(({ unit }) => unit), rows: rowsOf(units), guessed };
}

function rowsOf(units: readonly Made[]): number[] {
  return units.map(({ row }) => row);
}

// The deepest level is the unit's own. Where a column says how deep that is, an empty cell there is no name.
function named(columns: Columns, cells: readonly string[]): Texts {
  const unit = unitOf(columns, cells);
  if (columns.fields.name !== undefined || columns.levels.length === 0) return unit;
  const depth = cells[columns.own?.depth ?? -1] ?? "";
  const own = /^\d{1,9}$/.test(depth) ? columns.levels[Number(depth)] : undefined;
  return {
    ...unit,
    name: textIn(columns, cells[own ?? columns.levels.findLast((place) => cells[place]) ?? -1]),
  };
}
