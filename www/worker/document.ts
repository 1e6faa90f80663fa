import type { UnitTree } from "business-units";

const SLICE = 1_000;

/**
 * The JSON of a listing in pieces of at most a thousand rows: a large one never stands in memory as one string.
 * Once begun, it frees the tree however it ends.
 */
export function* listingDocument(
  tree: UnitTree,
  region: string | null,
  asOf: Date,
): Generator<string, undefined> {
  try {
    const { provider, accountId = null, count, warnings, defects, size } = tree;
    const known = JSON.stringify({ provider, accountId, region, asOf, count, warnings });
    yield `${known.slice(0, -1)},"defects":[`;
    yield* slices(defects.length, (from, to) => defects.slice(from, to));
    yield '],"units":[';
    yield* slices(size, (from, to) => tree.rows(from, to).records);
    yield "]}";
  } finally {
    tree.free();
  }
}

function* slices(size: number, slice: (from: number, to: number) => readonly unknown[]): Generator<string> {
  for (let from = 0; from < size; from += SLICE) {
    const text = JSON.stringify(slice(from, Math.min(from + SLICE, size))).slice(1, -1);
    yield from === 0 ? text : `,${text}`;
  }
}

/** Writes the pieces no faster than they are read. When the reader leaves, the rest is never made. */
export async function write(pieces: Iterable<string>, writable: WritableStream<Uint8Array>): Promise<void> {
  const encoder = new TextEncoder();
  const writer = writable.getWriter();
  try {
    for (const piece of pieces) await writer.write(encoder.encode(piece));
    await writer.close();
  } catch (thrown) {
    // What broke on our side must look broken to the reader too, and not like an end.
    await writer.abort(thrown).catch(() => {});
  }
}
