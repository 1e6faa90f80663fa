/** What a file turns out to be, whatever its name says. */
export type FileKind = "object" | "list" | "table" | { readonly foreign: string };

// What people drop by mistake, by what such files begin with.
const FOREIGN: readonly (readonly [start: string, name: string])[] = [
  ["PK\u0003\u0004", "a ZIP file or an Excel workbook (.xlsx)"],
  ["\u00d0\u00cf\u0011\u00e0", "an old Excel workbook (.xls)"],
  ["%PDF", "a PDF"],
  ["\u0089PNG", "a picture"],
  ["\u00ff\u00d8\u00ff", "a picture"],
  ["GIF8", "a picture"],
  ["\u001f\u008b", "a compressed file"],
  ["<", "a web page or XML"],
];

/** Looks at the first bytes, each as one character. */
export function kindOf(head: string): FileKind {
  const isUtf16 = /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(head);
  const text = plain(head, isUtf16);
  const foreign = FOREIGN.find(([start]) => text.startsWith(start));
  if (foreign) return { foreign: foreign[1] };
  const isJson = text.startsWith("{") || text.startsWith("[");
  if (isJson && isUtf16) return { foreign: "JSON in UTF-16, and JSON is UTF-8" };
  if (isJson) return text.startsWith("{") ? "object" : "list";
  return text.includes("\0") ? { foreign: "no text" } : "table";
}

// Without the marks that tell an encoding, and without the half of UTF-16 that says nothing of these characters.
function plain(head: string, isUtf16: boolean): string {
  const text = isUtf16 ? head.slice(2).replaceAll("\0", "") : head.replace(/^\u00ef\u00bb\u00bf/, "");
  return text.trimStart();
}
