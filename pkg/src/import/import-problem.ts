/** What a table's reader found and went on from. The kinds are a promise; the sentences are not. */
export type ImportProblem =
  /** The bytes are not UTF-8: read the file again with `encoding: "windows-1252"`. */
  | "NotUtf8"
  /** A quote that never closes: it was read as a part of its cell's text. */
  | "UnclosedQuote"
  /** A cell of more than 65 536 characters: its row is left out. */
  | "LongCell"
  /** A row with more cells than the head: the cells without a head are left out. */
  | "ExtraCells"
  /** Rows without any text between others: skipped. */
  | "BlankRows"
  /** Rows that begin with "Total" and have no id: skipped. */
  | "TotalRows"
  /** Rows that repeat the head: skipped. */
  | "SecondHead"
  /** Columns that mean nothing here: left out. */
  | "UnknownColumns"
  /** Parents such as `NULL`, `N/A` or `-` that are no unit's id: read as no parent. */
  | "NoParent"
  /** Whole numbers that a program wrote with a fraction, `12.0`: read as `12`. */
  | "DecimalId"
  /** Ids that differ from ids of the other listing, or of this table, by leading zeros only. `repair` pads them. */
  | "LeadingZeros"
  /** Ids that a spreadsheet made numbers or dates of. `repair` restores those that the other listing has. */
  | "SpreadsheetNumber"
  /** A parent that is no unit's id, and the name of several units. */
  | "AmbiguousParent"
  /** A parent that differs from an id by white space or invisible characters only. */
  | "InvisibleCharacters"
  /** A row that leaves a level out: its unit stands below the last level that is there. */
  | "SkippedLevel"
  /** A line of an outline whose indentation is that of no line above it. */
  | "UnevenIndent"
  /** A table whose only hierarchy is in paths: give `pathSeparator`, because names hold separators too. */
  | "PathSeparator";

/** Something in a table that was not taken as it stood. */
export interface TableProblem {
  /** The row, as a spreadsheet counts: from 1, blank rows and the head included. Of several rows the first. */
  row: number;
  /** The head of the column, where it is about one. */
  column?: string;
  /** Which problem it is. */
  kind: ImportProblem;
  /** One or two sentences for people: what was found, and what to do. */
  says: string;
}
