import type { UnitTree } from "business-units";
import { slices } from "./json.ts";

const encoder = new TextEncoder();

/**
 * Yields the JSON of a listing in pieces of at most a thousand rows, so that a large one is never one string in memory.
 * Nothing in it depends on the time. Once it has begun, it frees the tree however it ends.
 */
export function* listingDocument(tree: UnitTree, region: string | null): Generator<string, undefined> {
  try {
    const { provider, accountId = null, count, warnings, defects, size } = tree;
    const known = JSON.stringify({ provider, accountId, region, count, warnings });
    yield `${known.slice(0, -1)},"defects":[`;
    yield* slices(defects.length, (from, to) => defects.slice(from, to));
    yield '],"units":[';
    yield* slices(size, (from, to) => tree.rows(from, to).records);
    yield "]}";
  } finally {
    tree.free();
  }
}

/** Encodes the document of a tree, and frees the tree. */
export function encoded(tree: UnitTree, region: string | null): Uint8Array[] {
  return Array.from(listingDocument(tree, region), (piece) => encoder.encode(piece));
}

/**
 * Returns the document that is sent: the cached one, preceded by its time, and by `stale` where it may have changed.
 * @param body a whole document in chunks, the first of which begins with its `{`
 */
export function dated(body: readonly Uint8Array[], asOf: number, stale: boolean): Uint8Array[] {
  const opening = JSON.stringify({ asOf: new Date(asOf), ...(stale && { stale }) });
  const [first = new Uint8Array(), ...rest] = body;
  return [encoder.encode(`${opening.slice(0, -1)},`), first.subarray(1), ...rest];
}
