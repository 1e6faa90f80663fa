import type { Listing, Staleness } from "../listing.ts";

const staleness = new Map<string, Staleness>([
  ["SWR", "renewing"],
  ["SIE", "down"],
]);

/** How old the server says its answer is. Counted back from `now`, so that the clocks of both need not agree. */
export function freshnessOf(headers: Headers, now: number): Pick<Listing, "asOf" | "stale"> {
  const age = Number(headers.get("age") ?? 0);
  const seconds = Number.isFinite(age) && age > 0 ? age : 0;
  return { asOf: now - seconds * 1_000, stale: staleness.get(headers.get("x-cache") ?? "") };
}

/** How many bytes there will be, where the answer says so of the very bytes that are read. */
export function totalOf(headers: Headers): number | undefined {
  const length = Number(headers.get("content-length") ?? Number.NaN);
  return headers.has("content-encoding") || !(length > 0) ? undefined : length;
}
