import type { CallCase, Group } from "../case.ts";
import { ANSWER, DOCUMENTED, inTurns, refuse } from "../rows.ts";

const STATUSES = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];

export const statusOnce: Group<CallCase> = {
  name: "status once",
  cases: STATUSES.map((status, nth) => ({
    name: String(status),
    provider: inTurns(nth),
    script: { listing: [refuse(status), ANSWER] },
    expect: { size: DOCUMENTED, requests: 2 },
  })),
};
