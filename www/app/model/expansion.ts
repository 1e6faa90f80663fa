import type { Columns } from "./columns.ts";

/** One byte a row: 1 where the children are shown. */
export type Expansion = Uint8Array;

/** How many levels to show first, counted from 1 for the roots: as many as stay within `limit` rows, of at most `levels`. */
export function firstLevels(columns: Columns, levels: number, limit: number): number {
  let level = 1;
  while (level < levels && rowsTo(columns, level + 1, limit) <= limit) level++;
  return level;
}

/** Opens what shows the first levels, counted from 1 for the roots, and nothing below them. */
export function openToLevel({ depth, size }: Columns, level: number): Expansion {
  const expansion = new Uint8Array(size.length);
  for (let row = 0; row < size.length; ) {
    const isOpen = (depth[row] ?? 0) < level - 1;
    if (isOpen) expansion[row] = 1;
    row += isOpen ? 1 : (size[row] ?? 1);
  }
  return expansion;
}

// Counts no further than to one row more than the limit.
function rowsTo({ depth, size }: Columns, level: number, limit: number): number {
  let count = 0;
  for (let row = 0; row < size.length && count <= limit; count++) {
    row += (depth[row] ?? 0) < level - 1 ? 1 : (size[row] ?? 1);
  }
  return count;
}

/** How many levels are shown, counted from 1 for the roots; undefined where that differs from place to place. */
export function levelShown({ depth, size }: Columns, expansion: Expansion): number | undefined {
  let deepestOpen = -1;
  let highestClosed = Number.POSITIVE_INFINITY;
  for (let row = 0; row < size.length; row++) {
    const level = depth[row] ?? 0;
    if (size[row] === 1) continue;
    if (expansion[row]) deepestOpen = Math.max(deepestOpen, level);
    else highestClosed = Math.min(highestClosed, level);
  }
  return deepestOpen < highestClosed ? deepestOpen + 2 : undefined;
}

/** Opens every row. */
export function openAll({ size }: Columns): Expansion {
  return new Uint8Array(size.length).fill(1);
}

/** Closes every row. */
export function closeAll({ size }: Columns): Expansion {
  return new Uint8Array(size.length);
}

/** The expansion with `rows` open too. */
export function open(expansion: Expansion, rows: Iterable<number>): Expansion {
  const next = expansion.slice();
  for (const row of rows) next[row] = 1;
  return next;
}

/** The expansion with `row` closed; what is open below it stays so for the next time. */
export function close(expansion: Expansion, row: number): Expansion {
  const next = expansion.slice();
  next[row] = 0;
  return next;
}
