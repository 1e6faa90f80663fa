import { type Columns, unitsPerLevel } from "./columns.ts";

/** One byte a row: 1 where the children are shown. */
export type Expansion = Uint8Array;

/** Opens whole levels from the roots down, as long as no more than `limit` rows become visible. */
export function openFirstLevels(columns: Columns, limit: number): Expansion {
  const counts = unitsPerLevel(columns);
  let level = 0;
  let visible = counts[0] ?? 0;
  while (level + 1 < counts.length) {
    visible += counts[level + 1] ?? 0;
    if (visible > limit) break;
    level++;
  }
  return Uint8Array.from(columns.depth, (depth) => (depth < level ? 1 : 0));
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
