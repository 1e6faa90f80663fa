import { type Columns, columnsOf, fold } from "./columns.js";
import { noTable } from "./foreign.js";
import { firstRow, type Row } from "./rows.js";
import { Scanner } from "./scanner.js";
import type { ImportOptions } from "./types.js";
import { listed } from "./words.js";

/** How a table is written, found in its first rows. */
export interface Layout {
  readonly text: string;
  /** Where the first row begins: behind a `sep=` line. */
  readonly from: number;
  readonly separator: string;
  readonly quote: string;
  /** The first row that is not blank: the head, or in a list the first name. */
  readonly first: Row;
  /** What the head says; undefined for a list without a head. */
  readonly columns: Columns | undefined;
  /** Whether each line is one cell. */
  readonly isList: boolean;
  /** A sentence for what was guessed. */
  readonly guessed: readonly string[];
}

// Of separators that are equally likely the first one counts.
const SEPARATORS = [",", ";", "\t", "|"] as const;

// Separates nothing: a line is one cell.
const NONE = "\x1f";

const SEPARATOR_LINE = /^\s*"?sep=([^\w"'\r\n])"?[ \t,;]*(?:\r+\n|\r|\n|$)/i;
const NAME_HEADS = new Set(["name", "names", "businessunit", "businessunits", "unit", "units"]);

/** Finds out how a table is written. Throws `ERR_SHAPE` where no column says anything about units. */
export function layoutOf(text: string, options: ImportOptions): Layout {
  const [line = "", said] = SEPARATOR_LINE.exec(text) ?? [];
  const from = line.length;
  const fixed = options.separator ?? said;
  const separators = fixed === undefined ? SEPARATORS : [fixed];
  const tries = quotesOf(text, from, options).flatMap((quote) =>
    separators.flatMap((separator) => attempt({ text, from, separator, quote }, options)),
  );
  const [best, ...others] = tries;
  if (best === undefined) throw noTable("blank rows only", "Export or download the table again.");
  const layout = others.reduce((first, next) => (isBetter(next, first) ? next : first), best);
  if (options.columns) return { ...layout, columns: columnsOf(layout.first.cells, options.columns) };
  if (options.form === "outline") return list(layout);
  if (isKnown(layout))
    return layout.first.cells.length === 1 && fixed === undefined ? column(layout) : layout;
  if (options.form === "names") return list(layout);
  if (layout.first.cells.length === 1 || isMostlyLines(layout)) return list(layout);
  throw noTable(
    `a table with the columns ${listed(layout.first.cells)}`,
    "Its first row must name the columns, such as id, parent_id and name; or say which is which with columns.",
  );
}

type Written = Pick<Layout, "text" | "from" | "separator" | "quote">;

interface Attempt extends Layout {
  readonly columns: Columns;
  /** How many heads of the options there are. */
  readonly named: number;
}

function quotesOf(text: string, from: number, { quote }: ImportOptions): string[] {
  if (quote !== undefined) return [quote];
  return /^\s*'/.test(text.slice(from, from + 1_000)) ? ['"', "'"] : ['"'];
}

function attempt(written: Written, options: ImportOptions): Attempt[] {
  const { text, from, separator, quote } = written;
  const first = firstRow(new Scanner(text, from, separator, quote), separator, quote);
  if (first === undefined) return [];
  const named = Object.values(options.columns ?? {}).filter((name) =>
    first.cells.includes(String(name)),
  ).length;
  const guessed =
    options.quote === undefined && quote === "'" ? ["Cells are enclosed in single quotes."] : [];
  return [{ ...written, first, named, columns: columnsOf(first.cells), isList: false, guessed }];
}

/** Compares by the heads of the options, then by an id column, then by known columns, then by cells. */
function isBetter(a: Attempt, b: Attempt): boolean {
  const [first, second] = [scores(a), scores(b)];
  const differing = first.findIndex((score, place) => score !== second[place]);
  return (first[differing] ?? 0) > (second[differing] ?? 0);
}

function scores({ columns: { fields, levels }, first, named }: Attempt): number[] {
  const known = Object.keys(fields).length + levels.length;
  const titles = first.cells.filter((cell) => /[\p{L}\p{N}]/u.test(cell)).length;
  return [named, fields.id === undefined ? 0 : 1, known, titles, titles - first.cells.length];
}

function isKnown({ columns: { fields, levels } }: Attempt): boolean {
  const hasNames = fields.parentId !== undefined && fields.name !== undefined;
  return fields.id !== undefined || hasNames || levels.length > 0 || fields.path !== undefined;
}

// A list of names may begin with a name that holds a comma.
function isMostlyLines({ text, from, separator, quote }: Layout): boolean {
  const scanner = new Scanner(text, from, separator, quote);
  let lines = 0;
  let single = 0;
  for (let row = scanner.next(); row && lines < 50; row = scanner.next()) {
    if (row.text.trim() === "") continue;
    lines += 1;
    if (!row.text.trim().includes(separator)) single += 1;
  }
  return single * 2 > lines;
}

// A head of one column shows no separator. Its rows are not cut, because names and paths contain commas.
function column(layout: Layout): Layout {
  const { text, from, quote } = layout;
  const first = firstRow(new Scanner(text, from, NONE, quote), NONE, quote);
  return { ...layout, separator: NONE, ...(first && { first }) };
}

function list({ text, from, quote, guessed }: Layout): Layout {
  const first = firstRow(new Scanner(text, from, NONE, quote), NONE, quote);
  if (first === undefined) throw noTable("blank rows only", "Export or download the table again.");
  const isHead = first.indent === "" && NAME_HEADS.has(fold(first.cells[0] ?? ""));
  const columns = isHead ? { ...columnsOf([]), head: first.cells, fields: { name: 0 } } : undefined;
  return { text, from, separator: NONE, quote, first, columns, isList: true, guessed };
}
