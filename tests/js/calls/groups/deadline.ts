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
      expect: { code: "ERR_TIMEOUT", requests: [0, 1] },
    },
    {
      name: "in the body",
      script: { listing: [{ does: "drip", everyMs: 50 }] },
      options: { deadlineMs: 500 },
      expect: { code: "ERR_TIMEOUT", requests: [0, 1], total: true },
    },
    {
      name: "sooner than Retry-After",
      script: { listing: [refuse(429, "31")] },
      options: { deadlineMs: 30_000 },
      expect: { code: "ERR_RATE_LIMITED", requests: 1, retryAfterMs: 31_000 },
    },
    {
      name: "of more than 2³¹ - 1 ms",
      script: {},
      options: { deadlineMs: 2 ** 31 },
      expect: { code: "ERR_OPTION", requests: 0 },
    },
    {
      name: "of 0 ms",
      script: {},
      options: { deadlineMs: 0 },
      expect: { code: "ERR_OPTION", requests: 0 },
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
