import type { Columns, UnitRecord } from "../record.js";
import type { UnitTree } from "../unit-tree.js";
import { countOf } from "./count.js";
import type { Paint } from "./paint.js";
import { printable } from "./printable.js";

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

const ROWS_AT_ONCE = 4_096;

/** Draws a tree with a line for each unit, and marks the units that have a defect. */
export function* outline(tree: UnitTree, options: OutlineOptions): Generator<string> {
  const drawing = new Drawing(tree, options);
  for (let from = 0; from < tree.size; from += ROWS_AT_ONCE) {
    yield drawing.lines(from, Math.min(from + ROWS_AT_ONCE, tree.size));
  }
}

/** The lines of a tree, from the first row to the last. */
class Drawing {
  readonly #tree: UnitTree;
  readonly #options: OutlineOptions;
  readonly #columns: Columns;
  readonly #marks: ReadonlyMap<number, string>;
  /** What stands before the branches of each level. */
  readonly #indents = [""];

  constructor(tree: UnitTree, options: OutlineOptions) {
    this.#tree = tree;
    this.#options = options;
    this.#columns = tree.columns();
    this.#marks = marksOf(tree, options.paint);
  }

  lines(from: number, to: number): string {
    const labels = this.#labels(from, to);
    let text = "";
    for (let row = from; row < to; row++) {
      const depth = this.#columns.depth[row] ?? 0;
      if (depth >= this.#options.levels) continue;
      const mark = this.#marks.get(row) ?? "";
      text += `${this.#branch(row, depth)}${labels[row - from]}${mark}${this.#rest(row, depth)}\n`;
    }
    return text;
  }

  #branch(row: number, depth: number): string {
    if (depth === 0) {
      this.#indents[1] = "";
      return "";
    }
    const { depth: depths, size } = this.#columns;
    const isLast = depths[row + (size[row] ?? 0)] !== depth;
    const level = Math.min(depth, MAX_INDENT);
    const indent = this.#indents[level] ?? "";
    this.#indents[level + 1] = indent + (isLast ? "   " : "│  ");
    const deep = depth > MAX_INDENT ? `(level ${depth + 1}) ` : "";
    return this.#options.paint.dim(`${indent}${isLast ? "└─ " : "├─ "}${deep}`);
  }

  /** Says how many units are not drawn below the last level. */
  #rest(row: number, depth: number): string {
    const { levels, paint } = this.#options;
    const below = (this.#columns.size[row] ?? 0) - 1;
    return depth + 1 === levels && below > 0 ? paint.dim(`  … ${countOf(below, "unit")} below`) : "";
  }

  #labels(from: number, to: number): string[] {
    const names = this.#tree.names(from, to);
    const needsIds = this.#options.ids || names.some((name) => !name);
    if (!needsIds) return names.map((name) => printable(name ?? ""));
    return this.#tree.rows(from, to).records.map((unit) => label(unit, this.#options));
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
