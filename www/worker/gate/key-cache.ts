import type { JWK } from "jose";

/** A team's public keys as they were at `fetchedAt`, and when they were last asked for, with or without success. */
export interface KeyCache {
  keys: readonly JWK[];
  fetchedAt: number;
  triedAt: number;
}

/** What to do before a token with this key id is looked at. */
export type Step = "use" | "use, and refresh" | "refresh first";

/** Nothing known yet. */
export const EMPTY: KeyCache = {
  keys: [],
  fetchedAt: Number.NEGATIVE_INFINITY,
  triedAt: Number.NEGATIVE_INFINITY,
};

const HOUR = 3_600_000;
// Access changes keys every six weeks and lets the old ones live seven days more, so an hour is soon enough.
const FRESH_MS = HOUR;
const LONGEST_MS = 24 * HOUR;
/** How long after a fetch a token can cause another one, whatever key id it makes up. */
export const COOLDOWN_MS = 30_000;
/** The same while there is nothing to go by, and everybody waits. */
export const RETRY_MS = 5_000;

/** Whether the keys are young enough to decide anything. */
export function isUsable({ fetchedAt }: KeyCache, now: number): boolean {
  return Math.abs(now - fetchedAt) <= LONGEST_MS;
}

/** Whether a token with this key id can be verified by what is here. */
export function isKnown(cache: KeyCache, kid: string, now: number): boolean {
  return isUsable(cache, now) && cache.keys.some((key) => key.kid === kid);
}

/** The next step, at the time `now`. */
export function nextStep(cache: KeyCache, kid: string, now: number): Step {
  // NOTE: a time that is still to come is of before the clock was set back.
  const mayAsk = Math.abs(now - cache.triedAt) >= (isUsable(cache, now) ? COOLDOWN_MS : RETRY_MS);
  if (!mayAsk) return "use";
  if (!isKnown(cache, kid, now)) return "refresh first";
  return Math.abs(now - cache.fetchedAt) < FRESH_MS ? "use" : "use, and refresh";
}
