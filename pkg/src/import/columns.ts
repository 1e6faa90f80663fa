import { optionError } from "../errors.js";
import type { Field, Imported, ImportOptions } from "./types.js";
import { listed, shown } from "./words.js";

/** Which columns of a table mean what. */
export interface Columns {
  readonly head: readonly string[];
  /** The place of each field. */
  readonly fields: Partial<Record<Field, number>>;
  /** The places of `Level 1`, `Level 2` and so on. */
  readonly levels: readonly number[];
  /** The columns of our own tables that say a unit's place in the listing, and how many levels are above it. */
  readonly own: { readonly index: number; readonly depth: number } | undefined;
  /** Heads of columns that mean nothing here. */
  readonly unknown: readonly string[];
  /** A sentence for each head that another field's name was read from. */
  readonly guessed: readonly string[];
}

const IDS = ["id", "businessunitid", "unitid", "code", "organizationcode", "personid", "uniqueid"];
const UNITS = ["name", "businessunitname", "unitname", "unit", "organizationname", "title", "label"];
const PARENTS = [...IDS, "", "businessunit", "organization", ...UNITS].map((name) => `parent${name}`);

// Of several heads that mean a field, the first name in its list counts: a parent's id before its name.
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  id: IDS,
  parentId: [...PARENTS, "reportsto", "supervisorid", "bossid", "superior"],
  name: UNITS,
  description: ["description"],
  path: ["path"],
  accountId: ["accountid", "bim360accountid"],
  createdAt: ["createdat", "createdon"],
  updatedAt: ["updatedat", "updatedon"],
};

/** Every field, in the order of our own tables. */
export const FIELDS: readonly Field[] = Object.keys(NAMES) as Field[];

// Names that say no more than the field's own.
const PLAIN = new Set([
  ...FIELDS.map(fold),
  "businessunitid",
  "businessunitname",
  "bim360accountid",
  "createdon",
  "updatedon",
]);

// What our own tables say besides; the other columns give it too.
const DERIVED = new Set(["depth", "size", "row", "index"]);

const LEVEL = /^(?:level|l|tier)0*(\d{1,3})$/;

/** Reads a head. Throws `ERR_OPTION` for a column of the options that the table does not have. */
export function columnsOf(head: readonly string[], wanted: ImportOptions["columns"] = {}): Columns {
  const folded = head.map(fold);
  const fields: Partial<Record<Field, number>> = {};
  const taken = new Set<number>();
  for (const field of FIELDS) {
    const asked = wanted[field];
    const place = asked === undefined ? placeOf(field, folded) : wantedPlace(asked, field, head, folded);
    if (place === undefined || (asked === undefined && taken.has(place))) continue;
    fields[field] = place;
    taken.add(place);
  }
  const levels = levelPlaces(folded);
  const isOurs = ["parentid", "index", "depth"].every((name) => folded.includes(name));
  const own = isOurs ? { index: folded.indexOf("index"), depth: folded.indexOf("depth") } : undefined;
  const isUnknown = (title: string, place: number) =>
    title !== "" && !taken.has(place) && !levels.includes(place) && !(own && DERIVED.has(fold(title)));
  return {
    head,
    fields,
    levels,
    own,
    unknown: head.filter(isUnknown),
    guessed: guesses(head, fields, wanted),
  };
}

/** Writes the places as `readTable` gives them. */
export function placesOf({ fields, levels }: Columns): Imported["columns"] {
  return { ...fields, ...(levels.length > 0 && { levels: [...levels] }) };
}

/** Compares heads without case, blanks, dashes and underscores: people rename columns in spreadsheets. */
export function fold(title: string): string {
  return title.toLowerCase().replace(/[\s_-]/g, "");
}

function placeOf(field: Field, folded: readonly string[]): number | undefined {
  const name = NAMES[field].find((known) => folded.includes(known));
  return name === undefined ? undefined : folded.indexOf(name);
}

function wantedPlace(
  wanted: string | number,
  field: Field,
  head: readonly string[],
  folded: readonly string[],
): number {
  const exact = typeof wanted === "number" ? wanted : head.indexOf(wanted);
  const place = typeof wanted === "string" && exact < 0 ? folded.indexOf(fold(wanted)) : exact;
  if (place >= 0 && place < head.length) return place;
  const which = typeof wanted === "number" ? `at place ${wanted}` : shown(wanted);
  throw optionError(`columns.${field}: the table has no column ${which}.`, { found: listed(head) });
}

function levelPlaces(folded: readonly string[]): number[] {
  const places = new Map<number, number>();
  for (const [place, title] of folded.entries()) {
    const level = Number(LEVEL.exec(title)?.[1] ?? Number.NaN);
    if (level >= 0 && !places.has(level)) places.set(level, place);
  }
  return [...places].sort(([a], [b]) => a - b).map(([, place]) => place);
}

function guesses(
  head: readonly string[],
  fields: Columns["fields"],
  wanted: ImportOptions["columns"] = {},
): string[] {
  return FIELDS.flatMap((field) => {
    const title = head[fields[field] ?? -1];
    if (title === undefined || wanted[field] !== undefined || PLAIN.has(fold(title))) return [];
    return [`The column ${shown(title)} was read as the ${field.replace(/(?:Id|At)$/, "")}.`];
  });
}
