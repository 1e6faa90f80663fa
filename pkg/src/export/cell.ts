/** How a text becomes a cell; null is an empty cell, and empty text is `""`. */
export type Cell = (text: string | null) => string;

const QUOTED = /[",\r\n]|^\s|\s$|^$/;
const LEADS = "=+-@\t\r\n\0＝＋－＠";
const PASSED_OVER = /[\s"']/;

/** A cell as RFC 4180 has it. */
export function rawCell(text: string | null): string {
  if (text === null) return "";
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A cell that a spreadsheet takes for text: behind an apostrophe where it would be run. */
export function safeCell(text: string | null): string {
  return rawCell(text !== null && leadsFormula(text) ? `'${text}` : text);
}

// Spaces and quotes are passed over, as spreadsheets do. An apostrophe of the text's own before a formula gets a
// second one, so that taking away one gives every text back.
function leadsFormula(text: string): boolean {
  for (const character of text) {
    if (LEADS.includes(character)) return true;
    if (!PASSED_OVER.test(character)) return false;
  }
  return false;
}
