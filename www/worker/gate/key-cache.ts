import type { JWK } from "jose";

/** A team's public keys as of `fetchedAt`, and the time of the last attempt to fetch them. */
export interface KeyCache {
  keys: readonly JWK[];
  fetchedAt: number;
  triedAt: number;
}

/** The action before a token with this key id is verified. */
export type Step = "use" | "use, and refresh" | "refresh first";

/** The cache before the first fetch. */
export const EMPTY: KeyCache = {
  keys: [],
  fetchedAt: Number.NEGATIVE_INFINITY,
  triedAt: Number.NEGATIVE_INFINITY,
};

const HOUR = 3_600_000;
// Access rotates keys every six weeks and accepts old ones for seven days, so an hour is soon enough.
const FRESH_MS = HOUR;
const LONGEST_MS = 24 * HOUR;
/** The least time between two fetches, so that invented key ids cause no more. */
export const COOLDOWN_MS = 30_000;
/** The same while there are no usable keys, and every caller waits. */
export const RETRY_MS = 5_000;

/** Answers whether the keys are young enough to verify with. */
export function isUsable({ fetchedAt }: KeyCache, now: number): boolean {
  return Math.abs(now - fetchedAt) <= LONGEST_MS;
}

/** Answers whether the cache can verify a token with this key id. */
export function isKnown(cache: KeyCache, kid: string, now: number): boolean {
  return isUsable(cache, now) && cache.keys.some((key) => key.kid === kid);
}

/** Returns the next step at the time `now`. */
export function nextStep(cache: KeyCache, kid: string, now: number): Step {
  // NOTE: a time in the future was taken before the clock was set back.
  const mayAsk = Math.abs(now - cache.triedAt) >= (isUsable(cache, now) ? COOLDOWN_MS : RETRY_MS);
  if (!mayAsk) return "use";
  if (!isKnown(cache, kid, now)) return "refresh first";
  return Math.abs(now - cache.fetchedAt) < FRESH_MS ? "use" : "use, and refresh";
}
