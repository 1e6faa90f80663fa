/** What is known about every defect of a single unit. */
export interface UnitDefect<Kind extends string, Severity extends "error" | "info" = "error"> {
  /** Which defect it is: narrows the type. */
  kind: Kind;
  /** Whether the unit's place in the tree is in doubt, or only what is said about it. */
  severity: Severity;
  /** The unit's row in the tree. */
  row: number;
  /** The unit's id, `""` where it has none. */
  id: string;
  /** One sentence for people. */
  message: string;
}

/** A unit without an id: it stands under its parent, and only its row finds it. */
export type EmptyIdDefect = UnitDefect<"EmptyId">;

/** An id seen before: the first unit keeps the id and the children. */
export interface DuplicateIdDefect extends UnitDefect<"DuplicateId"> {
  /** The unit that keeps the id, and this one. */
  rows: [first: number, again: number];
}

/** A parent that is not in the listing: the unit becomes a root. */
export interface MissingParentDefect extends UnitDefect<"MissingParent"> {
  /** The parent's id as sent. */
  parentId: string;
  /** The unit that was probably meant: its place in `path` says so, or its id differs by letter case only. */
  suggestion?: {
    /** The row of that unit. */
    row: number;
    /** What says so. */
    by: "path" | "case";
  };
}

/** A unit that names itself as its parent: it becomes a root. */
export type SelfParentDefect = UnitDefect<"SelfParent">;

/** A loop of parents, once per loop: its first unit in the listing becomes a root. */
export interface CycleDefect extends UnitDefect<"Cycle"> {
  /** The units of the loop. */
  rows: number[];
  /** Their ids, in the same order. */
  ids: string[];
}

/** A unit of another account than the listing's. */
export interface OtherAccountDefect extends UnitDefect<"OtherAccount"> {
  /** The account that the unit names. */
  accountId: string;
}

/** A `path` that does not fit the unit's place in the tree. */
export interface PathMismatchDefect extends UnitDefect<"PathMismatch", "info"> {
  /** The path that would fit, its end where it is long. */
  expected: string;
  /** The path that was sent. */
  found: string;
}

/** A `count` of iMocha's that is not the number of units it listed. */
export interface CountMismatchDefect {
  /** Which defect it is: narrows the type. */
  kind: "CountMismatch";
  /** No unit's place is in doubt. */
  severity: "info";
  /** One sentence for people. */
  message: string;
  /** How many units iMocha said it has. */
  count: number;
  /** How many it sent. */
  listed: number;
}

/** Something wrong in a listing. It is reported and never thrown: every unit has a place in the tree all the same. */
export type Defect =
  | EmptyIdDefect
  | DuplicateIdDefect
  | MissingParentDefect
  | SelfParentDefect
  | CycleDefect
  | OtherAccountDefect
  | PathMismatchDefect
  | CountMismatchDefect;

/** The names of the defects. */
export type DefectKind = Defect["kind"];
