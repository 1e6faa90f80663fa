import type { Columns } from "./columns.ts";
import { extentOf } from "./icicle.ts";

/** What a key asks of the icicle. */
export type IcicleMove =
  | { readonly kind: "focus"; readonly row: number }
  | { readonly kind: "zoom"; readonly root: number | undefined }
  | { readonly kind: "select"; readonly row: number };

/** Where the icicle stands when a key arrives. */
export interface IcicleCursor {
  readonly columns: Columns;
  readonly root: number | undefined;
  readonly active: number;
}

type Answer = IcicleMove | undefined;

// A tree that lies on its side: levels are below each other, siblings beside each other.
const moves = new Map<string, (cursor: IcicleCursor) => Answer>([
  ["ArrowRight", (cursor) => beside(cursor, 1)],
  ["ArrowLeft", (cursor) => beside(cursor, -1)],
  ["ArrowDown", inward],
  ["ArrowUp", outward],
  ["Home", (cursor) => endOfLevel(cursor, 1)],
  ["End", (cursor) => endOfLevel(cursor, -1)],
  ["+", ({ columns, active }) => (isParent(columns, active) ? { kind: "zoom", root: active } : undefined)],
  ["-", zoomOut],
  ["Enter", ({ active }) => ({ kind: "select", row: active })],
]);

/** The move a key stands for, or undefined where the key means nothing here. */
export function icicleMoveFor(key: string, cursor: IcicleCursor): Answer {
  return moves.get(key)?.(cursor);
}

function isParent({ size }: Columns, row: number): boolean {
  return (size[row] ?? 1) > 1;
}

function focus(row: number | undefined): Answer {
  return row === undefined ? undefined : { kind: "focus", row };
}

// The next unit of the same level, whichever parent it has.
function beside({ columns, root, active }: IcicleCursor, by: 1 | -1): Answer {
  const [from, to] = extentOf(columns, root);
  for (let row = active + by; row >= from && row < to; row += by) {
    if (columns.depth[row] === columns.depth[active]) return focus(row);
  }
  return undefined;
}

function endOfLevel({ columns, root, active }: IcicleCursor, by: 1 | -1): Answer {
  const [from, to] = extentOf(columns, root);
  for (let row = by > 0 ? from : to - 1; row !== active; row += by) {
    if (columns.depth[row] === columns.depth[active]) return focus(row);
  }
  return undefined;
}

function inward({ columns, active }: IcicleCursor): Answer {
  return isParent(columns, active) ? focus(active + 1) : undefined;
}

function outward({ columns, root, active }: IcicleCursor): Answer {
  const parent = columns.parent[active] ?? -1;
  return active === root || parent < 0 ? undefined : focus(parent);
}

function zoomOut({ columns, root }: IcicleCursor): Answer {
  if (root === undefined) return undefined;
  const parent = columns.parent[root] ?? -1;
  return { kind: "zoom", root: parent < 0 ? undefined : parent };
}
