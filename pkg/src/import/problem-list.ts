import type { ImportProblem, TableProblem } from "./import-problem.js";

interface Counted {
  readonly first: TableProblem;
  readonly sentence: (count: number) => string;
  count: number;
}

/** Collects problems: each row's own, or one for many rows with their number. */
export class ProblemList {
  readonly #counted = new Map<string, Counted>();
  readonly #all: TableProblem[] = [];

  /** Adds a problem of one row. */
  add(kind: ImportProblem, row: number, says: string, column?: string): void {
    this.#all.push({ row, ...(column !== undefined && { column }), kind, says });
  }

  /** Counts a problem that is reported once, at the first row that has it. */
  count(
    kind: ImportProblem,
    row: number,
    sentence: (count: number) => string,
    column?: string,
    amount = 1,
  ): void {
    const counted = this.#counted.get(kind);
    if (counted) {
      counted.count += amount;
      return;
    }
    const first = { row, ...(column !== undefined && { column }), kind, says: "" };
    this.#all.push(first);
    this.#counted.set(kind, { first, sentence, count: amount });
  }

  /** Returns all problems in the order of the rows. */
  list(): TableProblem[] {
    for (const { first, sentence, count } of this.#counted.values()) first.says = sentence(count);
    return this.#all.sort((a, b) => a.row - b.row);
  }
}
