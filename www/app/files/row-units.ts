import type { UnitRecordInput } from "business-units/tree";
import type { Columns, Field } from "./columns.ts";

// What our tables put an apostrophe before. Its own spaces, quotes and apostrophes come first.
const GUARDED = /^'(?=[\s"']*[=+\-@\t\r\n\0＝＋－＠])/;

/** Makes units of a table's rows. An empty cell is an absent text. */
export function unitOf(columns: Columns, row: readonly string[]): UnitRecordInput {
  const text = (field: Field) => cell(columns, row[columns.places.get(field) ?? -1]);
  const index = text("index");
  return {
    id: text("id") ?? "",
    parentId: text("parentId"),
    name: columns.places.has("name") ? text("name") : nameAmongLevels(columns, row),
    description: text("description"),
    path: text("path"),
    accountId: text("accountId"),
    createdAt: text("createdAt"),
    updatedAt: text("updatedAt"),
    ...(index !== null && /^\d{1,9}$/.test(index) && { index: Number(index) }),
  };
}

// The deepest level is the unit's own. Where a column says how deep that is, an empty cell there is a unit without a name.
function nameAmongLevels(columns: Columns, row: readonly string[]): string | null {
  const { levels } = columns;
  const depth = row[columns.depth ?? -1] ?? "";
  const own = /^\d{1,9}$/.test(depth) ? levels[Number(depth)] : undefined;
  return cell(columns, row[own ?? levels.findLast((place) => row[place]) ?? -1]);
}

function cell({ isOurs }: Columns, text: string | undefined): string | null {
  if (!text) return null;
  return isOurs ? text.replace(GUARDED, "") : text;
}
