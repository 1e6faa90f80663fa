/** The shape of a tree in preorder, one entry a row; what `tree.columns()` answers. */
export interface Columns {
  readonly depth: Uint32Array;
  readonly size: Uint32Array;
  readonly parent: Int32Array;
}

/** Rows from the parent of `row` up to its root. */
export function ancestorsOf({ parent }: Columns, row: number): number[] {
  const rows: number[] = [];
  for (let up = parent[row] ?? -1; up >= 0; up = parent[up] ?? -1) rows.push(up);
  return rows;
}

/** The rows of the same parent as `row`, itself included, in order. */
export function siblingsOf({ parent, size }: Columns, row: number): number[] {
  const over = parent[row] ?? -1;
  const end = over < 0 ? size.length : over + (size[over] ?? 1);
  const rows: number[] = [];
  for (let at = over + 1; at < end; at += size[at] ?? 1) rows.push(at);
  return rows;
}
