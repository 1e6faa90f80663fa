import { isBlank, withoutBlanks } from "./words.js";

/** One row of a table's text, whichever way its line ends. */
export interface ScannedRow {
  /** The row's number, from 1. */
  readonly row: number;
  /** The row without its line end. A row with a quoted cell has the exact form of RFC 4180. */
  readonly text: string;
  /** Whether a cell is quoted. If so, the blanks around the other cells are removed already. */
  readonly isQuoted: boolean;
  /** The blanks and TABs at the front. */
  readonly indent: string;
}

const [CR, LF] = [0x0d, 0x0a];

/**
 * Cuts a text into rows. Outside quotes every `\n`, `\r`, `\r\n` and `\r\r\n` ends a row; inside they are text. Blanks
 * may stand around a quoted cell. A quote inside that ends no cell is text, and so is a quote that never closes.
 * O(characters), for any text.
 */
export class Scanner {
  readonly #text: string;
  readonly #separator: string;
  readonly #quote: string;
  readonly #onUnclosed: (row: number) => void;
  readonly #lineFeeds: Finder;
  readonly #carriageReturns: Finder;
  readonly #quotes: Finder;
  readonly #separators: Finder;
  #closing = -1;
  #opening = -1;
  #carriageReturnsEnd = 0;
  #at: number;
  #row = 0;

  constructor(
    text: string,
    from: number,
    separator: string,
    quote: string,
    onUnclosed: (row: number) => void = () => {},
  ) {
    this.#text = text;
    this.#at = from;
    this.#separator = separator;
    this.#quote = quote;
    this.#onUnclosed = onUnclosed;
    this.#lineFeeds = new Finder(text, "\n");
    this.#carriageReturns = new Finder(text, "\r");
    this.#quotes = new Finder(text, quote);
    this.#separators = new Finder(text, separator);
  }

  /** How much of the text is read, up to 1. */
  get share(): number {
    return this.#text.length === 0 ? 1 : this.#at / this.#text.length;
  }

  /** Returns the next row, or undefined at the end. A line end at the end of the text begins no row. */
  next(): ScannedRow | undefined {
    const from = this.#at;
    if (from >= this.#text.length) return undefined;
    this.#row += 1;
    const end = this.#lineEnd(from);
    const first = this.#pastBlanks(from);
    const row = { row: this.#row, indent: this.#text.slice(from, first) };
    if (this.#quotes.from(from) >= end) {
      this.#at = this.#pastLineEnd(end);
      return { ...row, text: this.#text.slice(from, end), isQuoted: false };
    }
    return { ...row, text: this.#quotedRow(from), isQuoted: true };
  }

  /** Rewrites a row that has quotes as RFC 4180 says. */
  #quotedRow(from: number): string {
    let row = "";
    for (let at = from; ; at += this.#separator.length) {
      const { cell, end } = this.#cell(at);
      row += cell;
      at = end;
      if (!this.#text.startsWith(this.#separator, at)) {
        this.#at = this.#pastLineEnd(at);
        return row;
      }
      row += this.#separator;
    }
  }

  #cell(from: number): { cell: string; end: number } {
    const start = this.#pastBlanks(from);
    if (this.#text[start] !== this.#quote) {
      const end = this.#cellEnd(start);
      return { cell: withoutBlanks(this.#text.slice(start, end)), end };
    }
    const closing = this.#closingQuote(start);
    if (closing !== undefined) {
      const cell = this.#quoted(this.#text.slice(start + 1, closing));
      return { cell, end: this.#pastBlanks(closing + 1) };
    }
    this.#onUnclosed(this.#row);
    const end = this.#cellEnd(start);
    const plain = withoutBlanks(this.#text.slice(start, end));
    return { cell: this.#quoted(plain.replaceAll(this.#quote, this.#quote.repeat(2))), end };
  }

  // Quotes inside are doubled already, but for those that end no cell.
  #quoted(inside: string): string {
    const doubled = inside.replace(this.#quote === '"' ? /"+/g : /'+/g, (run) =>
      run.length % 2 === 0 ? run : run + this.#quote,
    );
    return this.#quote + doubled + this.#quote;
  }

  /**
   * Finds the quote that closes a cell: the last of an odd number of quotes, before a separator or a line end. There is
   * none where a cell of a later line opens before. Which quote is next does not depend on where a cell begins, so one
   * search serves all cells before it.
   */
  #closingQuote(opening: number): number | undefined {
    const inside = this.#quotesEnd(opening);
    if ((inside - opening) % 2 === 0 && this.#endsCell(inside)) return inside - 1;
    if (this.#closing < inside) this.#closing = this.#nextQuote(inside, (_, to) => this.#endsCell(to));
    const later = Math.max(inside, this.#lineEnd(opening));
    if (this.#opening < later) {
      this.#opening = this.#nextQuote(later, (from, to) => this.#beginsCell(from) && !this.#endsCell(to));
    }
    return this.#closing === Number.POSITIVE_INFINITY || this.#opening < this.#closing
      ? undefined
      : this.#closing;
  }

  /** Finds the last of an odd number of quotes. */
  #nextQuote(start: number, isWanted: (from: number, to: number) => boolean): number {
    let from = this.#text.indexOf(this.#quote, start);
    while (from >= 0) {
      const to = this.#quotesEnd(from);
      if ((to - from) % 2 === 1 && isWanted(from, to)) return to - 1;
      from = this.#text.indexOf(this.#quote, to);
    }
    return Number.POSITIVE_INFINITY;
  }

  #quotesEnd(from: number): number {
    let end = from;
    while (this.#text[end] === this.#quote) end += 1;
    return end;
  }

  #endsCell(at: number): boolean {
    const end = this.#pastBlanks(at);
    const code = this.#text.charCodeAt(end);
    return (
      end >= this.#text.length || code === CR || code === LF || this.#text.startsWith(this.#separator, end)
    );
  }

  #beginsCell(at: number): boolean {
    let from = at;
    while (from > 0 && isBlank(this.#text.charCodeAt(from - 1)) && this.#text[from - 1] !== this.#separator)
      from -= 1;
    const code = this.#text.charCodeAt(from - 1);
    return code === CR || code === LF || this.#text[from - 1] === this.#separator;
  }

  #cellEnd(from: number): number {
    return Math.min(this.#separators.from(from), this.#lineEnd(from));
  }

  #lineEnd(from: number): number {
    return Math.min(this.#lineFeeds.from(from), this.#carriageReturns.from(from));
  }

  #pastLineEnd(end: number): number {
    if (this.#text.charCodeAt(end) !== CR) return end + 1;
    let at = Math.max(end + 1, this.#carriageReturnsEnd);
    while (this.#text.charCodeAt(at) === CR) at += 1;
    this.#carriageReturnsEnd = at;
    return this.#text.charCodeAt(at) === LF ? at + 1 : end + 1;
  }

  #pastBlanks(from: number): number {
    let at = from;
    while (isBlank(this.#text.charCodeAt(at)) && !this.#text.startsWith(this.#separator, at)) at += 1;
    return at;
  }
}

/** Finds the next place of a text, and remembers it: places that are asked for may only grow. */
class Finder {
  readonly #text: string;
  readonly #wanted: string;
  #found = -1;

  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** Returns the next place from `at` on, the text's end where there is none. */
  from(at: number): number {
    if (this.#found < at) {
      const found = this.#text.indexOf(this.#wanted, at);
      this.#found = found < 0 ? this.#text.length : found;
    }
    return this.#found;
  }
}
