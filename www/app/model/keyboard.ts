import { type Columns, siblingsOf } from "./columns.ts";
import type { Expansion } from "./expansion.ts";
import { placeOf } from "./visible.ts";

/** What a key asks of the tree. */
export type Move =
  | { readonly kind: "focus"; readonly row: number }
  | { readonly kind: "open"; readonly rows: readonly number[] }
  | { readonly kind: "close"; readonly row: number }
  | { readonly kind: "select"; readonly row: number };

/** Where the tree stands when a key arrives; `page` is the number of rows in view. */
export interface Cursor {
  readonly columns: Columns;
  readonly expansion: Expansion;
  readonly visible: Uint32Array;
  readonly active: number;
  readonly page: number;
}

type Answer = Move | undefined;

// The keyboard table of the ARIA tree pattern.
const moves = new Map<string, (cursor: Cursor) => Answer>([
  ["ArrowDown", (cursor) => step(cursor, 1)],
  ["ArrowUp", (cursor) => step(cursor, -1)],
  ["PageDown", (cursor) => step(cursor, cursor.page)],
  ["PageUp", (cursor) => step(cursor, -cursor.page)],
  ["Home", (cursor) => focusPlace(cursor, 0)],
  ["End", (cursor) => focusPlace(cursor, cursor.visible.length - 1)],
  ["ArrowRight", inward],
  ["ArrowLeft", outward],
  ["*", openSiblings],
  ["Enter", ({ active }) => ({ kind: "select", row: active })],
]);

/** The move a key stands for, or undefined where the key means nothing here. */
export function moveFor(key: string, cursor: Cursor): Answer {
  return moves.get(key)?.(cursor);
}

function focusPlace({ visible, active }: Cursor, place: number): Answer {
  const row = visible[Math.min(Math.max(0, place), visible.length - 1)];
  return row === undefined || row === active ? undefined : { kind: "focus", row };
}

function step(cursor: Cursor, by: number): Answer {
  return focusPlace(cursor, placeOf(cursor.visible, cursor.active) + by);
}

function inward({ columns, expansion, visible, active }: Cursor): Answer {
  const size = columns.size[active] ?? 1;
  if (size < 2) return undefined;
  if (!expansion[active]) return { kind: "open", rows: [active] };
  // A search may have left the first child out.
  const row = visible[placeOf(visible, active) + 1];
  return row !== undefined && row < active + size ? { kind: "focus", row } : undefined;
}

function outward({ columns, expansion, active }: Cursor): Answer {
  const parent = columns.parent[active] ?? -1;
  if ((columns.size[active] ?? 1) > 1 && expansion[active]) return { kind: "close", row: active };
  return parent < 0 ? undefined : { kind: "focus", row: parent };
}

function openSiblings({ columns, active }: Cursor): Answer {
  return { kind: "open", rows: siblingsOf(columns, active) };
}
