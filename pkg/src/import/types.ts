import type { UnitRecordInput } from "../record.js";
import type { Provider } from "../types.js";
import type { TableProblem } from "./import-problem.js";

/** A field of a unit that a column can hold. */
export type Field =
  | "id"
  | "parentId"
  | "name"
  | "description"
  | "path"
  | "accountId"
  | "createdAt"
  | "updatedAt";

/**
 * How a table says what is above a unit: an id of the parent, a column a level, the names above in one text,
 * indentation, or nothing at all.
 */
export type Form = "parents" | "levels" | "path" | "outline" | "names";

/** How a table is read. What is absent is found out. */
export interface ImportOptions {
  /** How the hierarchy is written. Default: by the columns that there are, in the order of {@link Form}. */
  form?: Form;
  /** What separates cells. Default: a `sep=` line, else the separator under which the head has known columns. */
  separator?: "," | ";" | "\t" | "|";
  /** How bytes are read that have no byte order mark. Default `utf-8`. */
  encoding?: "utf-8" | "utf-16le" | "windows-1252";
  /** Columns whose heads the reader does not know: a head, or a place from 0. */
  columns?: Partial<Record<Field, string | number>>;
  /** What separates the names of a path. It is never guessed: names hold `/` and `\` too. */
  pathSeparator?: string;
  /** What encloses cells. Default `"`, or `'` where the head is written so. */
  quote?: '"' | "'";
  /** The ids of another listing of the same units, to recognise what a spreadsheet made of them. */
  knownIds?: Iterable<string>;
  /** Restores ids that a spreadsheet changed where exactly one of `knownIds` fits. Default false. */
  repair?: boolean;
  /** The service that the units are for. The ids of iMocha are whole numbers. */
  provider?: Provider;
  /** More rows are `ERR_TOO_LARGE`. Default 100 000. */
  maxRows?: number;
}

/** What a table holds. */
export interface Imported {
  /** How the hierarchy is written. */
  form: Form;
  /** The units in the order of the rows, ready for `buildTree`. An empty cell is null. */
  units: UnitRecordInput[];
  /** The places of the columns that were read, from 0. */
  columns: Partial<Record<Field, number>> & {
    /** The places of the columns `Level 1`, `Level 2` and so on. */
    levels?: number[];
  };
  /** What was not taken as it stood. */
  problems: readonly TableProblem[];
  /** What the reader decided where the table leaves a choice, a sentence each. */
  guessed: readonly string[];
}

/** How far a table is read. */
export interface ImportProgress {
  /** How much of the text is read, up to 1. */
  share: number;
  /** Rows so far. */
  rows: number;
}
