import type { Columns } from "./columns.ts";
import { SiblingPlaces } from "./siblings.ts";

/** The parts of a name that were found, half-open. */
export type Ranges = readonly (readonly [start: number, end: number])[];

/** What a search answers for one unit. */
interface Hit {
  readonly row: number;
  readonly ranges: Ranges;
}

/** Which part of the tree a search leaves: the hits, all above them, and all below a hit that has no hit below it. */
export interface Filter {
  /** 1 for a hit and for whatever has one below it. */
  readonly kept: Uint8Array;
  /** 1 for whatever has a hit below it. */
  readonly above: Uint8Array;
}

/** A search over a tree. */
export interface Found {
  /** The rows of the hits from the top of the tree down. */
  readonly rows: Uint32Array;
  /** The row of the hit that fits best; -1 where there is none. */
  readonly best: number;
  /** Whether there are more hits than these. */
  readonly isCut: boolean;
  readonly ranges: ReadonlyMap<number, Ranges>;
  readonly filter: Filter;
  readonly siblings: SiblingPlaces;
}

/** Takes hits, best first; those beyond `most` count as cut off. */
export function foundIn(columns: Columns, hits: readonly Hit[], most: number): Found {
  const taken = hits.slice(0, most);
  const rows = Uint32Array.from(taken, ({ row }) => row).sort();
  const filter = filterFor(columns, rows);
  return {
    rows,
    best: taken[0]?.row ?? -1,
    isCut: hits.length > most,
    ranges: new Map(taken.map(({ row, ranges }) => [row, ranges])),
    filter,
    siblings: new SiblingPlaces(columns, (row) => isLeft(columns, filter, row)),
  };
}

/** Whether the filter leaves `row`, given that it leaves what is above it. */
export function isLeft({ parent }: Columns, { kept, above }: Filter, row: number): boolean {
  const over = parent[row] ?? -1;
  return kept[row] === 1 || (over >= 0 && above[over] === 0);
}

/** The place among the hits of the one after `row`, going round, or before it where `by` is -1. */
export function nextHit({ rows }: Found, place: number, by: 1 | -1): number {
  return (place + by + rows.length) % rows.length;
}

function filterFor({ parent, size }: Columns, rows: Uint32Array): Filter {
  const kept = new Uint8Array(size.length);
  const above = new Uint8Array(size.length);
  for (const row of rows) {
    kept[row] = 1;
    for (let up = parent[row] ?? -1; up >= 0 && !above[up]; up = parent[up] ?? -1) {
      above[up] = 1;
      kept[up] = 1;
    }
  }
  return { kept, above };
}
