import { BusinessUnitsError } from "../errors.js";

// What people take for a table by mistake, by what such files begin with.
const FOREIGN: readonly (readonly [start: string, found: string, hint: string])[] = [
  [
    "PK\u0003\u0004",
    "a ZIP archive or an Excel workbook",
    "Unpack the archive and read the .csv file in it, or save the workbook as CSV (UTF-8).",
  ],
  ["\u00d0\u00cf\u0011\u00e0", "an old Excel workbook", "Save the workbook as CSV (UTF-8)."],
  ["\u001f\u008b", "a compressed file", "Unpack it first."],
  ["%PDF", "a PDF", "Save the table as CSV (UTF-8)."],
  ["\u0089PNG", "a picture", "Save the table as CSV (UTF-8)."],
  ["GIF8", "a picture", "Save the table as CSV (UTF-8)."],
  ["\u00ff\u00d8\u00ff", "a picture", "Save the table as CSV (UTF-8)."],
];

const JSON_START = /^\s*(?:\{\s*["}]|\[\s*[{\]])/;
const MARKUP_START = /^\s*<(?:[!?]|(?:html|head|body|table|div|svg)\b)/i;

/** Throws `ERR_SHAPE` for bytes that are no text at all, or of which it is not known what text. */
export function assertText(data: Uint8Array, isEncodingKnown: boolean): void {
  const head = String.fromCharCode(...data.subarray(0, 8));
  for (const [start, found, hint] of FOREIGN) if (head.startsWith(start)) throw noTable(found, hint);
  if (!isEncodingKnown && head.length >= 4 && (isNarrow(head, 1) || isNarrow(head, 0))) {
    throw noTable("UTF-16 without a byte order mark", 'Say encoding: "utf-16le", or save it as CSV (UTF-8).');
  }
}

/** Throws `ERR_SHAPE` for a text that is empty, JSON or markup. */
export function assertTable(text: string): void {
  if (!/[^\s,;|]/.test(text.slice(0, 4_096)) && !/[^\s,;|]/.test(text)) {
    throw noTable("no text", "Export or download the table again.");
  }
  if (JSON_START.test(text)) throw noTable("JSON", "Give it to buildTree() or readTree() instead.");
  if (MARKUP_START.test(text)) throw noTable("a web page or XML", "Save the table as CSV (UTF-8).");
}

/** Returns the error for what is no table. */
export function noTable(found: string, hint: string): BusinessUnitsError {
  const expected = "a table, or a list of names";
  return new BusinessUnitsError("ERR_SHAPE", `This is no table of units: it is ${found}.`, {
    expected,
    found,
    hint,
  });
}

// The other half of these characters is zero.
function isNarrow(head: string, from: number): boolean {
  return head[from] === "\0" && head[from + 2] === "\0" && head[1 - from] !== "\0";
}
