import type { Unit } from "./unit.js";

/** The options of a search. */
export interface SearchOptions {
  /** The most hits to return. Default: all. */
  limit?: number;
}

/** A unit whose name was found. */
export interface SearchHit {
  /** The unit's row in the tree. */
  row: number;
  /** The unit itself. */
  unit: Unit;
  /** The found parts of the name, half-open, in UTF-16 units. */
  ranges: [start: number, end: number][];
}
