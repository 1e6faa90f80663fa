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
  const text = head.replace(/^\u00ef\u00bb\u00bf/, "").trimStart();
  const foreign = FOREIGN.find(([start]) => text.startsWith(start));
  if (foreign) return { foreign: foreign[1] };
  if (text.startsWith("{")) return "object";
  if (text.startsWith("[")) return "list";
  const isUtf16 = /^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(head);
  return text.includes("\0") && !isUtf16 ? { foreign: "no text" } : "table";
}
