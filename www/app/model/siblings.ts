import type { Columns } from "./columns.ts";

/** Where each row stands among its siblings, counted from 1, and how many siblings there are. */
export interface SiblingPlaces {
  readonly position: Uint32Array;
  readonly setSize: Uint32Array;
}

/** Counts siblings in one pass, those that `counts` leaves out not; preorder meets them in their order. */
export function siblingPlaces({ parent }: Columns, counts?: (row: number) => boolean): SiblingPlaces {
  const sizes = new Uint32Array(parent.length + 1);
  const position = new Uint32Array(parent.length);
  parent.forEach((over, row) => {
    if (counts && !counts(row)) return;
    const place = (sizes[over + 1] ?? 0) + 1;
    sizes[over + 1] = place;
    position[row] = place;
  });
  return { position, setSize: Uint32Array.from(parent, (over) => sizes[over + 1] ?? 0) };
}
