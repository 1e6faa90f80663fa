import { type Cell, rawCell, safeCell } from "./cell.js";
import type { ExtentOptions } from "./extent.js";
import { assertOptions, flag } from "./option.js";

/** How a table is written. */
export interface CsvOptions extends ExtentOptions {
  /** Begins with U+FEFF, by which Excel knows UTF-8. Default false. */
  bom?: boolean;
  /**
   * Writes every text as it is. Default false: a text that a spreadsheet would run as a formula gets an apostrophe in
   * front. For machines only: nobody can tell what a unit's name does in a spreadsheet.
   */
  raw?: boolean;
}

/** Both flags, checked: what the file begins with, and how cells are written. */
export function csvSettings(options: CsvOptions): { mark: string; cell: Cell } {
  assertOptions(options);
  const { bom, raw } = options;
  return { mark: flag(bom, "bom") ? "\ufeff" : "", cell: flag(raw, "raw") ? rawCell : safeCell };
}
