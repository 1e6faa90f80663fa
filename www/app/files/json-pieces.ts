import type { Loaded } from "../loaded.ts";

const SLICE = 1_000;

/** The listing as the worker answers it, in pieces: reading it again gives the same tree, and how old it is. */
export function* jsonPieces(loaded: Loaded): Generator<string, void, undefined> {
  const { tree, defects } = loaded;
  yield `${head(loaded).slice(0, -1)},"defects":[`;
  yield* lines(defects.length, (from, to) => defects.slice(from, to));
  yield '],"units":[';
  yield* lines(tree.size, (from, to) => tree.rows(from, to).records);
  yield "]}\n";
}

function head({ tree, asOf, stale, origin }: Loaded): string {
  const { provider, accountId = null, count, warnings } = tree;
  const { region = null } = origin.kind === "account" ? origin.account : {};
  const age = { asOf: new Date(asOf), ...(stale && { stale: true }) };
  return JSON.stringify({ ...age, provider, accountId, region, count, warnings });
}

function* lines(
  count: number,
  slice: (from: number, to: number) => readonly unknown[],
): Generator<string, void, undefined> {
  for (let from = 0; from < count; from += SLICE) {
    const values = slice(from, Math.min(from + SLICE, count));
    yield (from === 0 ? "\n" : ",\n") + values.map((value) => JSON.stringify(value)).join(",\n");
  }
  if (count > 0) yield "\n";
}
