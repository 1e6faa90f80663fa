import type { UnitTree } from "business-units";
import type { Showing } from "./view.ts";

const SLICE = 1_000;

/** Returns the beginning of a JSON document about a listing; its `{` is still open. */
export function headOf(tree: UnitTree, { asOf, stale, region }: Showing): string {
  const { provider, accountId = null } = tree;
  const head = { asOf: new Date(asOf), ...(stale && { stale }), provider, accountId, region };
  return JSON.stringify(head).slice(0, -1);
}

/** Yields the members of a long JSON list in pieces of at most a thousand, without its brackets. */
export function* slices(
  size: number,
  slice: (from: number, to: number) => readonly unknown[],
): Generator<string> {
  for (let from = 0; from < size; from += SLICE) {
    const text = JSON.stringify(slice(from, Math.min(from + SLICE, size))).slice(1, -1);
    yield from === 0 ? text : `,${text}`;
  }
}

/** Yields the rows of a tree, a thousand at a time. */
export function* rowsOf(tree: UnitTree): Generator<ReturnType<UnitTree["rows"]>["records"]> {
  for (let from = 0; from < tree.size; from += SLICE) yield tree.rows(from, from + SLICE).records;
}
