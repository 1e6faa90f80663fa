import type { CallCase, Group } from "../case.ts";
import { refuse } from "../rows.ts";

/** The policy's times, ten times as short. */
const TIMES = { attemptTimeoutMs: 800, stallTimeoutMs: 500, deadlineMs: 2_500 };
const WITHIN_MS = 3_500;

export const forever: Group<CallCase> = {
  name: "forever",
  cases: [
    {
      name: "500",
      script: { listing: [refuse(500)] },
      options: { ...TIMES, deadlineMs: 8_000 },
      expect: { code: "ERR_SERVER", requests: 4, withinMs: 8_500 },
    },
    {
      name: "429 with Retry-After: 0",
      provider: "imocha",
      script: { listing: [refuse(429, "0")] },
      options: { ...TIMES, deadlineMs: 8_000 },
      expect: { code: "ERR_RATE_LIMITED", requests: 4, withinMs: 8_500 },
    },
    {
      name: "resets",
      script: { listing: [{ does: "reset", at: "start" }] },
      options: { ...TIMES, deadlineMs: 8_000 },
      expect: { code: "ERR_NETWORK", requests: 4, withinMs: 8_500 },
    },
    {
      name: "stalls",
      script: { listing: [{ does: "fall silent", at: "body" }] },
      options: TIMES,
      expect: { code: "ERR_TIMEOUT", requests: [2, 4], withinMs: WITHIN_MS },
    },
    {
      name: "JSON that is cut",
      script: { listing: [{ does: "send", body: "cut" }] },
      options: TIMES,
      expect: { code: "ERR_JSON", requests: 2, withinMs: WITHIN_MS },
    },
    {
      name: "drips",
      script: { listing: [{ does: "drip", everyMs: 70 }] },
      options: TIMES,
      expect: { code: "ERR_TIMEOUT", requests: [2, 4], withinMs: WITHIN_MS },
    },
    {
      name: "a loop",
      script: { listing: [{ does: "redirect", status: 302, to: "itself" }] },
      options: TIMES,
      expect: { code: "ERR_REDIRECT", requests: 1, withinMs: 1_000 },
    },
  ],
};
