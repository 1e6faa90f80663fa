import type { CallCase, Group } from "../case.ts";
import { ANSWER, DOCUMENTED, refuse } from "../rows.ts";

const HOUR_MS = 3_600_000;

export const deadline: Group<CallCase> = {
  name: "deadline",
  alone: true,
  cases: [
    {
      // Whatever the wait, less than 250 ms are left afterwards.
      name: "in a wait",
      script: { listing: [refuse(503)] },
      options: { deadlineMs: 280 },
      expect: { code: "ERR_TIMEOUT", requests: 1, withinMs: 900 },
    },
    {
      name: "in the body",
      script: { listing: [{ does: "drip", everyMs: 50 }] },
      options: { deadlineMs: 500, attemptTimeoutMs: 8_000, stallTimeoutMs: 5_000 },
      expect: { code: "ERR_TIMEOUT", requests: 1, withinMs: 1_100 },
    },
    {
      name: "sooner than Retry-After",
      script: { listing: [refuse(429, "2")] },
      options: { deadlineMs: 1_900 },
      expect: { code: "ERR_RATE_LIMITED", requests: 1, retryAfterMs: 2_000, withinMs: 800 },
    },
    {
      name: "of more than 2³¹ - 1 ms",
      script: {},
      options: { deadlineMs: 2 ** 31 },
      expect: { code: "ERR_OPTION", requests: 0, withinMs: 500 },
    },
    {
      name: "of 0 ms",
      script: {},
      options: { deadlineMs: 0 },
      expect: { code: "ERR_OPTION", requests: 0, withinMs: 500 },
    },
    ...[HOUR_MS, -HOUR_MS].map(
      (clockJumpMs): CallCase => ({
        name: `while the clock jumps by ${clockJumpMs / HOUR_MS} h`,
        script: { listing: [refuse(500), ANSWER] },
        clockJumpMs,
        expect: { size: DOCUMENTED, requests: 2 },
      }),
    ),
  ],
};
