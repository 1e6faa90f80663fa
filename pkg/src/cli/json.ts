import type { Listing } from "./listing.js";
import { rowsOf } from "./rows.js";

/** Writes a listing as one JSON document, which every reader of this package takes. */
export function* jsonOf({ tree, region }: Listing): Generator<string> {
  const { provider, accountId = null, count, warnings, defects } = tree;
  const format = "business-units-listing/1";
  const head = JSON.stringify({ format, provider, accountId, region, count, warnings, defects });
  yield `${head.slice(0, -1)},"units":[`;
  let separator = "";
  for (const records of rowsOf(tree)) {
    yield separator + JSON.stringify(records).slice(1, -1);
    separator = ",";
  }
  yield "]}\n";
}

/** Writes a listing as a JSON document a line: one for each unit. */
export function* ndjsonOf({ tree }: Listing): Generator<string> {
  for (const records of rowsOf(tree)) {
    yield records.map((record) => `${JSON.stringify(record)}\n`).join("");
  }
}
