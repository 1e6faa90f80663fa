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
  return openToLevel(columns, level + 1);
}

/** Opens what shows the first levels, counted from 1 for the roots, and nothing below them. */
export function openToLevel({ depth }: Columns, level: number): Expansion {
  const expansion = new Uint8Array(depth.length);
  for (let row = 0; row < depth.length; row++) expansion[row] = (depth[row] ?? 0) < level - 1 ? 1 : 0;
  return expansion;
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
