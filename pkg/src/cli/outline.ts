import type { UnitRecord } from "../record.js";
import type { UnitTree } from "../unit-tree.js";
import { countOf } from "./count.js";
import type { Paint } from "./paint.js";
import { printable } from "./printable.js";
import { rowsOf } from "./rows.js";

/** How a tree is drawn. */
export interface OutlineOptions {
  /** How many levels are drawn. */
  levels: number;
  /** Whether each unit is followed by its id. */
  ids: boolean;
  paint: Paint;
}

// A chain of units would otherwise make lines as long as it is deep: the text would grow with the square.
const MAX_INDENT = 60;

/** Draws a tree with a line for each unit, and marks the units that have a defect. */
export function* outline(tree: UnitTree, options: OutlineOptions): Generator<string> {
  const { paint, levels } = options;
  const depths = tree.columns().depth;
  const marks = marksOf(tree, paint);
  const indents: string[] = [""];
  for (const records of rowsOf(tree)) {
    let text = "";
    for (const unit of records) {
      const { depth, row, size } = unit;
      if (depth >= levels) continue;
      const isLast = depths[row + size] !== depth;
      const level = Math.min(depth, MAX_INDENT);
      const indent = indents[level] ?? "";
      const branch = depth === 0 ? "" : paint.dim(indent + (isLast ? "└── " : "├── "));
      indents[level + 1] = depth === 0 ? "" : indent + (isLast ? "    " : "│   ");
      const deep = depth > MAX_INDENT ? paint.dim(`(level ${depth + 1}) `) : "";
      const rest =
        depth + 1 === levels && size > 1 ? paint.dim(`  … ${countOf(size - 1, "unit")} below`) : "";
      text += `${branch}${deep}${label(unit, options)}${marks.get(row) ?? ""}${rest}\n`;
    }
    yield text;
  }
}

function label({ name, id }: UnitRecord, { ids, paint }: OutlineOptions): string {
  if (name && !ids) return printable(name);
  const named = name ? printable(name) : paint.dim("(no name)");
  return `${named}  ${id === "" ? paint.dim("(no id)") : paint.dim(`[${printable(id)}]`)}`;
}

/** Returns the mark of each row that has a defect: `!` and the kinds, `?` where all of them are information. */
function marksOf(tree: UnitTree, paint: Paint): Map<number, string> {
  const marks = new Map<number, string>();
  for (const defect of tree.defects) {
    if (!("row" in defect)) continue;
    const mark =
      defect.severity === "error" ? paint.red(`! ${defect.kind}`) : paint.yellow(`? ${defect.kind}`);
    marks.set(defect.row, `${marks.get(defect.row) ?? ""}  ${mark}`);
  }
  return marks;
}
