import type { Columns } from "./columns.ts";

/** Where each row stands among its siblings, counted from 1, and how many siblings there are. */
export interface SiblingPlaces {
  readonly position: Uint32Array;
  readonly setSize: Uint32Array;
}

/** Counts siblings in one pass; preorder meets them in their order. */
export function siblingPlaces({ parent }: Columns): SiblingPlaces {
  const counts = new Uint32Array(parent.length + 1);
  const position = new Uint32Array(parent.length);
  parent.forEach((over, row) => {
    const place = (counts[over + 1] ?? 0) + 1;
    counts[over + 1] = place;
    position[row] = place;
  });
  return { position, setSize: Uint32Array.from(parent, (over) => counts[over + 1] ?? 0) };
}
