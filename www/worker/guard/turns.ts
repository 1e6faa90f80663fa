import type { Pace } from "./pace.ts";

/** A call's turn: so many milliseconds from now, or none that is near enough, and when to come again. */
export type Turn = { waitMs: number } | { freeInMs: number };

/** Where the calls to one service with one credential get their turns. */
export interface Turns {
  take(perMinute: number): Promise<Turn>;
  /** Tells of a call that went without asking: a retry. */
  count(perMinute: number): void;
  /** Tells that the service has asked for patience. */
  slowDown(): void;
}

/** The turns that one isolate gives itself. */
export function ownTurns(pace: Pace, now: () => number): Turns {
  return {
    take: async (perMinute) => turnOf(pace, now(), perMinute),
    count: (perMinute) => pace.count(now(), perMinute),
    slowDown: () => pace.slowDown(now()),
  };
}

/** The next turn of a pace, which is taken if it is near enough. */
export function turnOf(pace: Pace, now: number, perMinute: number): Turn {
  const waitMs = pace.take(now, perMinute);
  return waitMs === undefined ? { freeInMs: pace.freeIn(now, perMinute) } : { waitMs };
}
