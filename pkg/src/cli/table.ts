import type { UnitRecordInput } from "../record.js";
import type { OptionForm } from "./command.js";
import { Failure } from "./failure.js";
import type { Options } from "./options.js";

/** Something wrong in a table. */
export interface TableProblem {
  /** The row as a spreadsheet counts it. */
  row: number;
  column?: string;
  kind: string;
  says: string;
}

/** A table that was read. */
export interface Table {
  units: UnitRecordInput[];
  problems: readonly TableProblem[];
}

/** The options that say how a table is written. */
export const TABLE_OPTIONS: Readonly<Record<string, OptionForm>> = {
  encoding: { type: "string" },
  form: { type: "string" },
  "path-separator": { type: "string" },
  quote: { type: "string" },
  separator: { type: "string" },
};

/** Reads a table with `business-units/import`. */
export async function readListingTable(_bytes: Uint8Array, _options: Options): Promise<Table> {
  throw new Failure("ERR_SHAPE", "Tables cannot be read yet.");
}
