import { BusinessUnitsError } from "../errors.js";
import { fold } from "./columns.js";
import type { Layout } from "./layout.js";
import type { ProblemList } from "./problem-list.js";
import { batchesOf, type Row } from "./rows.js";
import { Scanner } from "./scanner.js";
import type { ImportProgress } from "./types.js";
import { counted } from "./words.js";

const LONGEST_CELL = 65_536;
const TOTALS = new Set(["total", "totals", "grandtotal", "subtotal", "sum"]);

/**
 * Reads the rows that hold units, and yields how far it is. Blank rows, rows of totals and repeated heads are skipped.
 * @throws `ERR_TOO_LARGE` for more rows than the limit.
 */
export function* tableRows(
  layout: Layout,
  limit: number,
  problems: ProblemList,
): Generator<ImportProgress, Row[], undefined> {
  const { text, from, separator, quote, first, columns } = layout;
  const scanner = new Scanner(text, from, separator, quote, (row) =>
    problems.add("UnclosedQuote", row, UNCLOSED),
  );
  const filter = new RowFilter(layout, problems);
  const begin = columns === undefined ? first.row : first.row + 1;
  const rows: Row[] = [];
  for (const batch of batchesOf(scanner, separator, quote)) {
    for (const row of batch) if (row.row >= begin && filter.keeps(row)) rows.push(row);
    if (rows.length > limit) throw tooManyRows(limit);
    yield { share: scanner.share, rows: rows.length };
  }
  filter.end(rows);
  return rows;
}

const UNCLOSED = "A quote is never closed, and was read as text. Delete it, or close it where the cell ends.";

class RowFilter {
  readonly #layout: Layout;
  readonly #problems: ProblemList;
  #blank: number[] = [];

  constructor(layout: Layout, problems: ProblemList) {
    this.#layout = layout;
    this.#problems = problems;
  }

  keeps({ row, cells }: Row): boolean {
    if (cells.every((cell) => cell === "")) {
      this.#blank.push(row);
      return false;
    }
    // Blank rows at the end are nothing to report.
    for (const blank of this.#blank.splice(0)) {
      this.#problems.count("BlankRows", blank, (count) => `${counted(count, "blank row")} skipped.`);
    }
    if (this.#isSecondHead(cells)) {
      this.#problems.count(
        "SecondHead",
        row,
        (count) => `The head is repeated in ${counted(count, "row")}, skipped.`,
      );
      return false;
    }
    if (this.#isTotal(cells)) {
      this.#countTotal(row);
      return false;
    }
    return this.#isShort(row, cells) && this.#fits(row, cells);
  }

  /** Takes the last row away where it is a total of a table without ids. */
  end(rows: Row[]): void {
    const { columns } = this.#layout;
    const last = rows.at(-1);
    if (last === undefined || columns === undefined || columns.fields.id !== undefined) return;
    const [total, ...levels] = columns.levels.map((place) => last.cells[place] ?? "");
    if (total === undefined || !TOTALS.has(fold(total)) || levels.some((cell) => cell !== "")) return;
    rows.pop();
    this.#countTotal(last.row);
  }

  #countTotal(row: number): void {
    this.#problems.count("TotalRows", row, (count) => `${counted(count, "row")} of totals skipped.`);
  }

  #isSecondHead(cells: readonly string[]): boolean {
    const { columns } = this.#layout;
    return columns?.head.every((title, place) => (cells[place] ?? "") === title) ?? false;
  }

  // A unit may be called "Total": it has an id besides. Our own tables have no totals.
  #isTotal(cells: readonly string[]): boolean {
    const { columns } = this.#layout;
    const { id, name } = columns?.fields ?? {};
    if (id === undefined || columns?.own) return false;
    const first = cells.findIndex((cell) => cell !== "");
    if (!TOTALS.has(fold(cells[first] ?? "").replace(/:$/, ""))) return false;
    const text = cells[id] ?? "";
    return text === "" || (first === id && (name === undefined || (cells[name] ?? "") === ""));
  }

  #isShort(row: number, cells: readonly string[]): boolean {
    const place = cells.findIndex((cell) => cell.length > LONGEST_CELL);
    if (place < 0) return true;
    const says = `The row is left out: a cell has ${cells[place]?.length} characters, and ${LONGEST_CELL} are the most.`;
    this.#problems.add("LongCell", row, says, this.#layout.columns?.head[place]);
    return false;
  }

  #fits(row: number, cells: readonly string[]): boolean {
    const { columns } = this.#layout;
    if (columns === undefined) return true;
    const most = columns.head.length;
    if (cells.length > most && cells.slice(most).some((cell) => cell !== "")) {
      const says = `The row has ${cells.length} cells and the head ${most}: check it for a separator that is not in quotes.`;
      this.#problems.add("ExtraCells", row, says);
    }
    return true;
  }
}

function tooManyRows(limit: number): BusinessUnitsError {
  return new BusinessUnitsError("ERR_TOO_LARGE", `The table has more than ${limit} rows.`, {
    limit,
    hint: "Raise maxRows.",
  });
}
