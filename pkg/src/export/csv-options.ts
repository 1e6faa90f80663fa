import { type Cell, rawCell, safeCell } from "./cell.js";
import type { ExtentOptions } from "./extent.js";
import { assertOptions, flag } from "./option.js";

/** How a table is written. */
export interface CsvOptions extends ExtentOptions {
  /** Begins with U+FEFF, by which Excel knows UTF-8. Default false. */
  bom?: boolean;
  /**
   * Writes every text as it is. Default false: a text that a spreadsheet would run as a formula gets an apostrophe in
   * front. For machines only: a unit's name may be a formula.
   */
  raw?: boolean;
}

/** Checks both flags. Returns the text before the head, and the function that writes cells. */
export function csvSettings(options: CsvOptions): { mark: string; cell: Cell } {
  assertOptions(options);
  const { bom, raw } = options;
  return { mark: flag(bom, "bom") ? "\ufeff" : "", cell: flag(raw, "raw") ? rawCell : safeCell };
}
