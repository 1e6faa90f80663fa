import type { Imported, ImportOptions } from "../import.js";
import type { OptionForm } from "./command.js";
import type { Options } from "./options.js";

/** The options that say how a table is written. */
export const TABLE_OPTIONS: Readonly<Record<string, OptionForm>> = {
  encoding: { type: "string" },
  form: { type: "string" },
  "path-separator": { type: "string" },
  quote: { type: "string" },
  "repair-from": { type: "string" },
  separator: { type: "string" },
};

// A tree holds no more.
const MAX_ROWS = 1_000_000;

/** Reads a table. With the ids of another listing, those are restored that a spreadsheet has changed. */
export async function readTable(
  bytes: Uint8Array,
  options: Options,
  knownIds: readonly string[] | undefined,
): Promise<Imported> {
  const { readTable } = await import("../import.js");
  const given = {
    encoding: options.text("encoding"),
    form: options.text("form"),
    pathSeparator: options.text("path-separator"),
    quote: options.text("quote"),
    separator: options.text("separator")?.replace(/^(\\t|tab)$/, "\t"),
    ...(knownIds && { knownIds, repair: true }),
  };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  // What the options may be is checked there, in the same words for everyone.
  return readTable(bytes, { ...(said as ImportOptions), maxRows: MAX_ROWS });
}
