import type { Listing } from "../listing.ts";

const SLICE = 1_000;

/** The listing as the worker answers it, in pieces: reading it again gives the same tree, and how old it is. */
export function* jsonPieces({ tree, asOf }: Listing): Generator<string, void, undefined> {
  const { provider, accountId = null, count, warnings, size } = tree;
  const head = JSON.stringify({ asOf: new Date(asOf), provider, accountId, count, warnings });
  yield `${head.slice(0, -1)},"units":[`;
  for (let from = 0; from < size; from += SLICE) {
    const { records } = tree.rows(from, Math.min(from + SLICE, size));
    yield (from === 0 ? "\n" : ",\n") + records.map((record) => JSON.stringify(record)).join(",\n");
  }
  yield "\n]}\n";
}
