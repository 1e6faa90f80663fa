import { Parser } from "./papa.js";
import type { ScannedRow, Scanner } from "./scanner.js";
import { withoutBlanks } from "./words.js";

/** One row's cells. */
export interface Row {
  /** The row's number, as a spreadsheet counts. */
  readonly row: number;
  readonly cells: readonly string[];
  /** The blanks and TABs at the front. */
  readonly indent: string;
}

const BATCH_ROWS = 1_024;
const BATCH_CHARACTERS = 1_000_000;

/** Parses the rest of a text, a batch of rows at a time. A row of blanks has one empty cell. */
export function* batchesOf(
  scanner: Scanner,
  separator: string,
  quote: string,
): Generator<Row[], void, undefined> {
  const parser = new Parser({ delimiter: separator, newline: "\n", quoteChar: quote });
  for (;;) {
    const scanned = batch(scanner);
    if (scanned.length === 0) return;
    yield parse(parser, scanned);
  }
}

/** Parses the first row that is not blank. */
export function firstRow(scanner: Scanner, separator: string, quote: string): Row | undefined {
  const parser = new Parser({ delimiter: separator, newline: "\n", quoteChar: quote });
  for (let row = scanner.next(); row; row = scanner.next()) {
    const [parsed] = parse(parser, [row]);
    if (parsed?.cells.some((cell) => cell !== "")) return parsed;
  }
  return undefined;
}

function batch(scanner: Scanner): ScannedRow[] {
  const rows: ScannedRow[] = [];
  let length = 0;
  while (rows.length < BATCH_ROWS && length < BATCH_CHARACTERS) {
    const row = scanner.next();
    if (row === undefined) break;
    rows.push(row);
    length += row.text.length;
  }
  return rows;
}

// Each row is one of the parser's rows: outside quotes there is no line end, and every quoted cell is closed.
function parse(parser: Parser, scanned: readonly ScannedRow[]): Row[] {
  // Papa Parse gives no row for an empty text.
  const { data } = parser.parse(`${scanned.map(({ text }) => text).join("\n")}\n`);
  return scanned.map(({ row, isQuoted, indent }, place) => {
    const cells = data[place] ?? [""];
    return { row, cells: isQuoted ? cells : cells.map(withoutBlanks), indent };
  });
}
