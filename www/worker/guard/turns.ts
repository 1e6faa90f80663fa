import type { Pace } from "./pace.ts";

/** A call's turn: in `waitMs`; or none that is near enough before `freeInMs`. */
export type Turn = { waitMs: number } | { freeInMs: number };

/** Gives turns to the calls to one provider with one credential. */
export interface Turns {
  take(perMinute: number): Promise<Turn>;
  /** Counts a call without a turn: a retry. */
  count(perMinute: number): void;
  /** Slows down after a 429. */
  slowDown(): void;
}

/** Makes the turns of one isolate. */
export function ownTurns(pace: Pace, now: () => number): Turns {
  return {
    take: async (perMinute) => turnOf(pace, now(), perMinute),
    count: (perMinute) => pace.count(now(), perMinute),
    slowDown: () => pace.slowDown(now()),
  };
}

/** Takes the next turn of a pace if it is near enough. */
export function turnOf(pace: Pace, now: number, perMinute: number): Turn {
  const waitMs = pace.take(now, perMinute);
  return waitMs === undefined ? { freeInMs: pace.freeIn(now, perMinute) } : { waitMs };
}
