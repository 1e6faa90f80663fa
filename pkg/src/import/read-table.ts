import { optionError } from "../errors.js";
import { placesOf } from "./columns.js";
import { decode } from "./decode.js";
import { assertTable, assertText } from "./foreign.js";
import { build, formOf } from "./forms.js";
import { type Layout, layoutOf } from "./layout.js";
import { readDecimals, resolveParents } from "./parents.js";
import { ProblemList } from "./problem-list.js";
import { restoreIds } from "./restore-ids.js";
import type { Row } from "./rows.js";
import { importSettings } from "./settings.js";
import { tableRows } from "./table-rows.js";
import type { Imported, ImportOptions, ImportProgress } from "./types.js";
import { counted, listed } from "./words.js";

/**
 * Reads a table of units as spreadsheets and other programs write it, or a list of names.
 *
 * `data` is the file's bytes, or its text. Separator, line ends, encoding, columns and the form of the hierarchy are
 * found out; ids and names are text, as they stand. What is wrong with the content is in `problems` and never thrown.
 * O(characters); 100 000 rows take about a second, so a page takes {@link readTableInSteps}.
 *
 * @throws `ERR_OPTION` for an invalid option, a column that the table does not have, and data of another type.
 * @throws `ERR_SHAPE` when the data is no table of units: `hint` says what to do with it.
 * @throws `ERR_TOO_LARGE` for more than `maxRows` rows.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { readTable } from "business-units/import";
 *
 * const { units, problems } = readTable("id;parent id;name\r\n1;NULL;Europe\r\n02;1;Norway\r\n");
 * using tree = buildTree(units);
 * console.log(tree.at(["Europe", "Norway"])[0]?.id, problems[0]?.says);
 * // 02 1 parent like “NULL”, which is no unit's id: read as no parent.
 * ```
 */
export function readTable(data: Uint8Array | string, options?: ImportOptions): Imported {
  const steps = readTableInSteps(data, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The work of {@link readTable} in steps of about a thousand rows, so that a page can draw between them: it yields how
 * far it is, and returns what `readTable` does. O(characters).
 *
 * @throws `ERR_OPTION` as `readTable` does, at once; all else while it is read.
 *
 * @example
 * ```ts
 * import { readTableInSteps } from "business-units/import";
 *
 * const steps = readTableInSteps("id,name\n1,Europe\n");
 * let step = steps.next();
 * for (; !step.done; step = steps.next()) console.log(`${step.value.share * 100} %`);
 * console.log(step.value.units.length);
 * // 100 %
 * // 1
 * ```
 */
export function readTableInSteps(
  data: Uint8Array | string,
  options: ImportOptions = {},
): Generator<ImportProgress, Imported, undefined> {
  const settings = importSettings(options);
  if (typeof data === "string" || data instanceof Uint8Array) return steps(data, settings);
  throw optionError("data must be text or a Uint8Array.", {
    hint: "Of a file take new Uint8Array(await file.arrayBuffer()).",
  });
}

function* steps(
  data: Uint8Array | string,
  settings: ImportOptions & { maxRows: number },
): Generator<ImportProgress, Imported, undefined> {
  const problems = new ProblemList();
  const text = textOf(data, settings, problems);
  const layout = layoutOf(text, settings);
  const rows = yield* tableRows(layout, settings.maxRows, problems);
  return imported(layout, rows, settings, problems);
}

function textOf(data: Uint8Array | string, { encoding }: ImportOptions, problems: ProblemList): string {
  if (typeof data !== "string") assertText(data, encoding !== undefined);
  const { text, isDamaged } = decode(data, encoding);
  assertTable(text);
  if (isDamaged) {
    const before = text.slice(0, text.indexOf("\ufffd"));
    const row = before.split(/\r+\n|\r|\n/).length;
    problems.add("NotUtf8", row, NOT_UTF8);
  }
  return text;
}

const NOT_UTF8 =
  "The text is not UTF-8, and some characters are lost. Save it as CSV (UTF-8), or read it as windows-1252.";

function imported(
  layout: Layout,
  rows: readonly Row[],
  options: ImportOptions,
  problems: ProblemList,
): Imported {
  const { columns, first } = layout;
  const form = formOf(layout, rows, options);
  const built = build(form, layout, rows, options, problems);
  const guessed = [...layout.guessed, ...(columns?.guessed ?? []), ...built.guessed];
  if (columns) {
    if (columns.unknown.length > 0) {
      const says = `${counted(columns.unknown.length, "column")} not read: ${listed(columns.unknown)}.`;
      problems.add("UnknownColumns", first.row, says);
    }
    // Our own tables say what the service sent, also where that is a fault.
    if (!columns.own) readDecimals(built, columns, options, problems);
    restoreIds(built, columns.head[columns.fields.id ?? -1], options, problems);
    if (form === "parents" && !columns.own)
      guessed.push(...resolveParents(built, columns, options, problems));
  }
  return {
    form,
    units: built.units,
    columns: columns ? placesOf(columns) : { name: 0 },
    problems: problems.list(),
    guessed,
  };
}
