import type { Behaviour } from "../../../../www/sandbox/weather/script.ts";
import type { CallCase, Group } from "../case.ts";
import { ANSWER, DOCUMENTED } from "../rows.ts";

/** The policy's own times, ten times as short: 8 s an attempt, 5 s without a byte, and a byte every 700 ms. */
const TIMES = { attemptTimeoutMs: 800, stallTimeoutMs: 500, deadlineMs: 30_000 };

const ROWS: [name: string, behaviour: Behaviour][] = [
  ["no headers", { does: "fall silent", at: "start" }],
  ["headers only", { does: "fall silent", at: "after headers" }],
  ["half a body", { does: "fall silent", at: "body" }],
  ["a byte every 70 ms", { does: "drip", everyMs: 70 }],
  // So long that a client which reads the first half late does not miss the pause.
  ["a pause", { does: "pause", ms: 20_000 }],
];

export const stalls: Group<CallCase> = {
  name: "stalls",
  cases: ROWS.map(([name, behaviour]) => ({
    name,
    script: { listing: [behaviour, ANSWER] },
    options: TIMES,
    expect: { size: DOCUMENTED, requests: [2, 4], timedOut: true },
  })),
};
