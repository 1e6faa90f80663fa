import { optionError } from "../errors.js";
import { type Names, ownOptions } from "../options.js";
import { FIELDS } from "./columns.js";
import type { ImportOptions } from "./types.js";

const OPTIONS: Names<ImportOptions> = {
  form: true,
  separator: true,
  encoding: true,
  columns: true,
  pathSeparator: true,
  quote: true,
  knownIds: true,
  repair: true,
  provider: true,
  maxRows: true,
};

const CHOICES = {
  form: ["parents", "levels", "path", "outline", "names"],
  separator: [",", ";", "\t", "|"],
  encoding: ["utf-8", "utf-16le", "windows-1252"],
  quote: ['"', "'"],
  provider: ["autodesk", "imocha"],
} as const;

/** Checks options and copies them. Throws `ERR_OPTION`. */
export function importSettings(options: ImportOptions): ImportOptions & { maxRows: number } {
  const own = ownOptions(options, OPTIONS);
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value: unknown = own[name as keyof typeof CHOICES];
    if (value === undefined || choices.some((choice) => choice === value)) continue;
    throw optionError(`${name} must be one of ${JSON.stringify(choices)}.`);
  }
  assertColumns(own.columns);
  const { pathSeparator, repair, maxRows = 100_000 } = own;
  if (pathSeparator !== undefined && (typeof pathSeparator !== "string" || pathSeparator === "")) {
    throw optionError("pathSeparator must be a text that is not empty.");
  }
  if (repair !== undefined && typeof repair !== "boolean") throw optionError("repair must be true or false.");
  if (!Number.isInteger(maxRows) || maxRows < 1) throw optionError("maxRows must be a whole number from 1.");
  const knownIds = knownIdsIn(own.knownIds);
  return { ...own, ...(knownIds && { knownIds }), maxRows };
}

function assertColumns(columns: unknown): void {
  if (columns === undefined) return;
  if (typeof columns !== "object" || columns === null) throw optionError("columns must be an object.");
  for (const [field, column] of Object.entries(columns)) {
    if (!FIELDS.some((known) => known === field))
      throw optionError(`columns: ${field} is no field of a unit.`);
    if (typeof column === "string" || (Number.isInteger(column) && Number(column) >= 0)) continue;
    throw optionError(`columns.${field} must be a head, or a place from 0.`);
  }
}

function knownIdsIn(ids: unknown): string[] | undefined {
  if (ids === undefined) return undefined;
  const isList = typeof ids === "object" && ids !== null && Symbol.iterator in ids;
  const all = isList ? [...(ids as Iterable<unknown>)] : [undefined];
  if (all.every((id) => typeof id === "string")) return all;
  throw optionError("knownIds must be a list of texts.");
}
