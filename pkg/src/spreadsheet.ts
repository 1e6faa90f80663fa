/** What a spreadsheet makes of an id when it opens a table as it likes. */
export type SpreadsheetChange =
  /** Leading zeros are lost: `007` becomes `7`. */
  | "LeadingZeros"
  /** Only 15 digits are kept: the others become zeros. */
  | "ManyDigits"
  /** Text that looks like a number with an exponent becomes a number: `73928e03` becomes `73928000`. */
  | "Exponent"
  /** Text that looks like a number loses what the number does not need: `1.50` becomes `1.5`, `+5` becomes `5`. */
  | "Number"
  /** Text that looks like a date becomes one: `1-2` becomes `02-Jan`. */
  | "Date";

/** Digits that a spreadsheet keeps of a number. */
export const KEPT_DIGITS = 15;

const MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec";
const MONTH_NAMES = `${MONTHS}|january|february|march|april|june|july|august|september|october|november|december`;
const DATE = new RegExp(
  `^(?:\\d{1,2}[-/]\\d{1,2}(?:[-/]\\d{2,4})?|\\d{4}[-/]\\d{1,2}(?:[-/]\\d{1,2})?|\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}` +
    `|(?:${MONTH_NAMES})[ -]?\\d{1,4}|\\d{1,2}[ -]?(?:${MONTH_NAMES})(?:[ -]\\d{2,4})?)$`,
  "i",
);

/** Tells what a spreadsheet would make of an id; undefined where it leaves the id as it is. */
export function spreadsheetChange(id: string): SpreadsheetChange | undefined {
  const text = id.trim();
  if (/^[+-]?0\d+$/.test(text)) return "LeadingZeros";
  if (/^[+-]?\d{16,}$/.test(text)) return "ManyDigits";
  if (/^[+-]?(?:\d+[.,]?\d*|[.,]\d+)e[+-]?\d{1,3}$/i.test(text)) return "Exponent";
  if (/^\+\d+$|^-0$|^[+-]?\d*[.,](?:\d*0)?$|^[+-]?0\d+[.,]\d*$|^[+-]?[.,]\d+$/.test(text) && /\d/.test(text))
    return "Number";
  return DATE.test(text) ? "Date" : undefined;
}

const EXPONENT_WRITTEN = /^-?\d(?:[.,]\d+)?E[+-]\d{2,3}$/;
const DATE_WRITTEN = new RegExp(
  `^(?:\\d{1,2}-(?:${MONTHS})(?:-\\d{2,4})?|(?:${MONTHS})-\\d{2}|\\d{1,2}([./])\\d{1,2}\\1\\d{4}|\\d{4}-\\d{2}-\\d{2} 00:00:00)$`,
  "i",
);

/** Tells whether a text is written as spreadsheets write numbers with an exponent, and dates. */
export function isWrittenBySpreadsheet(id: string): boolean {
  return EXPONENT_WRITTEN.test(id) || DATE_WRITTEN.test(id);
}

/** Tells whether digits end in zeros where a spreadsheet keeps none: an id of this length seldom does. */
export function isRounded(id: string): boolean {
  return new RegExp(`^[1-9]\\d{${KEPT_DIGITS - 1}}0+$`).test(id);
}
