import type { Env } from "../env.ts";
import { Problem } from "../problem.ts";

/** How old a listing may be, in milliseconds. */
export interface Windows {
  /** Served as it is. */
  freshMs: number;
  /** Served at once, while a new one is fetched. */
  staleMs: number;
  /** Served only because the provider is down. */
  downMs: number;
}

/** The use of a listing by its age. */
export type Phase = "fresh" | "stale" | "down" | "gone";

/** The default windows. */
export const WINDOWS: Windows = { freshMs: 60_000, staleMs: 600_000, downMs: 86_400_000 };

const WEEK_S = 604_800;

/** Reads CACHE_WINDOWS; throws NOT_CONFIGURED for an invalid text. */
export function windowsOf({ CACHE_WINDOWS }: Env): Windows {
  if (!CACHE_WINDOWS?.trim()) return WINDOWS;
  const seconds = CACHE_WINDOWS.trim().split(/[ ,]+/);
  const [fresh = 0, stale = 0, down = 0] = seconds.map(Number);
  const whole = seconds.length === 3 && seconds.every((text) => /^\d{1,6}$/.test(text));
  if (whole && fresh <= stale && stale <= down && down <= WEEK_S) {
    return { freshMs: fresh * 1_000, staleMs: stale * 1_000, downMs: down * 1_000 };
  }
  throw new Problem(
    "NOT_CONFIGURED",
    "CACHE_WINDOWS is not three whole numbers of seconds, none smaller than the one before it, up to a week: 60 600 86400.",
  );
}

/** Returns the use of a listing of this age. A window does not include its end. */
export function phaseAt(ageMs: number, { freshMs, staleMs, downMs }: Windows): Phase {
  if (ageMs < freshMs) return "fresh";
  if (ageMs < staleMs) return "stale";
  return ageMs < downMs ? "down" : "gone";
}

/**
 * Decides by chance whether a fresh listing is fetched again early: XFetch with beta 1. It is the likelier, the nearer
 * the end and the longer the last fetch took, so isolates do not fetch at the same moment.
 */
export function isDueEarly(ageMs: number, tookMs: number, freshMs: number, random: number): boolean {
  return ageMs - tookMs * Math.log(1 - random) >= freshMs;
}
