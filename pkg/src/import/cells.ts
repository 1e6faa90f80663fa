import type { UnitRecordInput } from "../record.js";
import { type Columns, FIELDS } from "./columns.js";
import type { Field } from "./types.js";

// Matches a cell that our own tables guard with an apostrophe. Blanks, quotes and apostrophes may precede the sign.
const GUARDED = /^'(?=[\s"']*[=+\-@\t\r\n\0＝＋－＠])/;

/** Reads the fields of a row. An empty cell is null; `parentId` and `name` are always there. */
export function unitOf(columns: Columns, cells: readonly string[]): UnitRecordInput & Texts {
  const unit: UnitRecordInput & Texts = { id: "", parentId: null, name: null };
  for (const field of FIELDS) {
    const place = columns.fields[field];
    if (place === undefined) continue;
    const text = textIn(columns, cells[place]);
    if (field === "id") unit.id = text ?? "";
    else unit[field] = text;
  }
  const index = cells[columns.own?.index ?? -1] ?? "";
  if (/^\d{1,9}$/.test(index)) unit.index = Number(index);
  return unit;
}

/** A unit of a table: its ids are texts. */
export interface Texts extends Partial<Record<Exclude<Field, "id" | "parentId" | "name">, string | null>> {
  /** The unit's id, `""` where the table has none. */
  id: string;
  /** The id of the unit above. */
  parentId: string | null;
  /** What the unit is called. */
  name: string | null;
}

/** Returns a cell's text, without the apostrophe that our own tables put before a formula. */
export function textIn({ own }: Columns, cell: string | undefined): string | null {
  if (!cell) return null;
  return own ? cell.replace(GUARDED, "") : cell;
}
