import type { CallCase, Group } from "../case.ts";
import { refuse } from "../rows.ts";

/** The longest attempt and the longest silence are those of the policy, ten times as short. */
const SHORT = { attemptTimeoutMs: 800, stallTimeoutMs: 500, deadlineMs: 6_000 };

export const forever: Group<CallCase> = {
  name: "forever",
  cases: [
    {
      name: "500",
      script: { listing: [refuse(500)] },
      expect: { code: "ERR_SERVER", requests: 4 },
    },
    ...[1, 2].map(
      (maxAttempts): CallCase => ({
        name: `500, with maxAttempts ${maxAttempts}`,
        script: { listing: [refuse(500)] },
        options: { maxAttempts },
        expect: { code: "ERR_SERVER", requests: maxAttempts },
      }),
    ),
    {
      name: "429 with Retry-After: 0",
      provider: "imocha",
      script: { listing: [refuse(429, "0")] },
      expect: { code: "ERR_RATE_LIMITED", requests: 4 },
    },
    {
      name: "resets",
      script: { listing: [{ does: "reset", at: "start" }] },
      expect: { code: "ERR_NETWORK", requests: 4 },
    },
    {
      name: "stalls",
      script: { listing: [{ does: "fall silent", at: "body" }] },
      options: SHORT,
      expect: { code: "ERR_TIMEOUT", requests: [2, 4] },
    },
    {
      name: "JSON that is cut",
      script: { listing: [{ does: "send", body: "cut" }] },
      expect: { code: "ERR_JSON", requests: 2 },
    },
    {
      name: "drips",
      script: { listing: [{ does: "drip", everyMs: 70 }] },
      options: SHORT,
      expect: { code: "ERR_TIMEOUT", requests: [2, 4] },
    },
    {
      name: "a loop",
      script: { listing: [{ does: "redirect", status: 302, to: "itself" }] },
      expect: { code: "ERR_REDIRECT", requests: 1 },
    },
  ],
};
