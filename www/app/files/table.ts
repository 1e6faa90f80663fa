import Papa from "papaparse";
import { lineAt, refusal } from "./refusal.ts";

const PIECE = 1_000_000;
const HINT = "Save the table again as CSV (UTF-8) and drop that file.";

/** A CSV text, given out in some thousands of rows at a time so that the page stays alive. */
export class Table {
  readonly head: readonly string[];
  readonly #text: string;
  readonly #form: { readonly delimiter: string; readonly newline: "\r" | "\n" | "\r\n" };
  #at: number;

  /** Takes the text's own delimiter and line ends. */
  constructor(text: string) {
    this.#text = text;
    const { delimiter, linebreak } = Papa.parse<string[]>(cut(text, 0, PIECE), { preview: 5 }).meta;
    this.#form = { delimiter: delimiter || ",", newline: linebreak as "\n" };
    const { data, cursor } = this.#first(text, 1);
    this.head = data[0] ?? [];
    this.#at = cursor;
  }

  /** How much has been read, up to 1. */
  get share(): number {
    return this.#at / this.#text.length;
  }

  *pieces(): Generator<readonly string[][], void, undefined> {
    let length = PIECE;
    while (this.#at < this.#text.length) {
      const isLast = this.#at + length >= this.#text.length;
      const rows = this.#next(length, isLast);
      // A row that is longer than a piece is read with a longer one.
      if (rows === undefined) length *= 2;
      else yield rows;
    }
  }

  #next(length: number, isLast: boolean): string[][] | undefined {
    const piece = cut(this.#text, this.#at, this.#at + length);
    const parser = new Papa.Parser(this.#form);
    const { data, errors, meta } = parser.parse(piece, 0, !isLast) as Papa.ParseResult<string[]>;
    const [error] = errors;
    if (error) throw this.#damaged(error.message, error.index ?? 0);
    if (meta.cursor === 0 && !isLast) return undefined;
    const long = data.findIndex((row) => row.length > this.head.length && row.some(Boolean));
    if (long >= 0) throw this.#tooLong(piece, long, data[long]?.length ?? 0);
    this.#at = isLast ? this.#text.length : this.#at + meta.cursor;
    // A blank line is no unit.
    return data.filter((row) => row.some(Boolean));
  }

  #tooLong(piece: string, row: number, cells: number): Error {
    const before = row === 0 ? 0 : this.#first(piece, row).cursor;
    return this.#damaged(`The row has ${cells} cells, and the head has ${this.head.length}.`, before);
  }

  // NOTE: Papa Parse's fast mode tells the cursor of a row too far.
  #first(text: string, rows: number): { data: readonly string[][]; cursor: number } {
    const { data, meta } = Papa.parse<string[]>(text, { ...this.#form, preview: rows, fastMode: false });
    return { data, cursor: meta.cursor };
  }

  #damaged(detail: string, offset: number): Error {
    return refusal("FILE_CSV", { detail, where: lineAt(this.#text, this.#at + offset), hint: HINT });
  }
}

// Papa Parse takes a quote before half of a line end for a damaged cell, and half of one for the way lines end.
function cut(text: string, from: number, to: number): string {
  return text.slice(from, text.startsWith("\r\n", to - 1) ? to - 1 : to);
}
