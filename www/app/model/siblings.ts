import type { Columns } from "./columns.ts";

/** Where each row stands among its siblings, counted from 1, and how many siblings there are. */
export interface SiblingPlaces {
  readonly position: Uint32Array;
  readonly setSize: Uint32Array;
}

/** Counts siblings in one pass, those that `counts` leaves out not; preorder meets them in their order. */
export function siblingPlaces({ parent }: Columns, counts?: (row: number) => boolean): SiblingPlaces {
  const { length } = parent;
  const sizes = new Uint32Array(length + 1);
  const position = new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    if (counts && !counts(row)) continue;
    const over = (parent[row] ?? -1) + 1;
    const place = (sizes[over] ?? 0) + 1;
    sizes[over] = place;
    position[row] = place;
  }
  const setSize = new Uint32Array(length);
  for (let row = 0; row < length; row++) setSize[row] = sizes[(parent[row] ?? -1) + 1] ?? 0;
  return { position, setSize };
}
