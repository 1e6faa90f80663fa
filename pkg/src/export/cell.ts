/** Writes a text as a cell. Null becomes an empty cell, and empty text becomes `""`. */
export type Cell = (text: string | null) => string;

const QUOTED = /[",\r\n]|^\s|\s$|^$/;
const FORMULA_STARTS = "=+-@\t\r\n\0＝＋－＠";
const SKIPPED = /[\s"']/;

/** Writes a cell as RFC 4180 says. */
export function rawCell(text: string | null): string {
  if (text === null) return "";
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes a cell that a spreadsheet does not run as a formula: an apostrophe in front makes it text. */
export function safeCell(text: string | null): string {
  return rawCell(text !== null && startsFormula(text) ? `'${text}` : text);
}

// Skips leading spaces and quotes, as spreadsheets do. A text that has its own apostrophe before a formula gets a
// second one, so that removing one apostrophe restores every text.
function startsFormula(text: string): boolean {
  for (const character of text) {
    if (FORMULA_STARTS.includes(character)) return true;
    if (!SKIPPED.test(character)) return false;
  }
  return false;
}
