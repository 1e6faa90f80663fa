import type { Group, TokenCase } from "../case.ts";
import { refuse } from "../rows.ts";

const WRONG_CLIENT = { does: "refuse", status: 401, body: '{"error":"invalid_client"}' } as const;

/** Mints in bad weather. */
export const mintFailures: Group<TokenCase> = {
  name: "mint fails",
  cases: [
    {
      name: "invalid_client, remembered for 100 callers",
      script: { mint: [WRONG_CLIENT] },
      asks: "token",
      callers: 10,
      rounds: 10,
      expect: { served: 0, code: "ERR_UNAUTHORIZED", mints: 1 },
    },
    {
      name: "500 twice",
      script: { mint: [refuse(500), refuse(500), { does: "grant" }] },
      asks: "token",
      expect: { served: 1, mints: 3 },
    },
    {
      name: "500 for ever",
      script: { mint: [refuse(500)] },
      asks: "token",
      expect: { served: 0, code: "ERR_SERVER", mints: 3 },
    },
    {
      name: "429 with Retry-After",
      script: { mint: [refuse(429, "1"), { does: "grant" }] },
      asks: "token",
      expect: { served: 1, mints: 2, minMintWaitMs: 1_000 },
    },
    {
      name: "429 with a Retry-After that is too long",
      script: { mint: [refuse(429, "61")] },
      asks: "token",
      expect: { served: 0, code: "ERR_RATE_LIMITED", mints: 1, retryAfterMs: 61_000 },
    },
    {
      name: "a reset",
      script: { mint: [{ does: "reset", at: "headers" }, { does: "grant" }] },
      asks: "token",
      expect: { served: 1, mints: 2 },
    },
    {
      name: "silence",
      script: { mint: [{ does: "fall silent", at: "start" }, { does: "grant" }] },
      asks: "token",
      expect: { served: 1, mints: 2 },
    },
    {
      name: "half an answer, then silence",
      script: { mint: [{ does: "fall silent", at: "body" }, { does: "grant" }] },
      asks: "units",
      expect: { served: 1, mints: 2 },
    },
    {
      name: "a page with status 200",
      script: { mint: [{ does: "send", body: "html" }] },
      asks: "token",
      expect: { served: 0, code: "ERR_TOKEN", mints: [1, 2] },
    },
    {
      name: "302 to another host",
      script: { mint: [{ does: "redirect", status: 302, to: "other host" }] },
      asks: "token",
      expect: { served: 0, code: "ERR_REDIRECT", mints: 1 },
    },
    {
      name: "307 to another host",
      script: { mint: [{ does: "redirect", status: 307, to: "other host" }] },
      asks: "token",
      expect: { served: 0, code: "ERR_REDIRECT", mints: 1 },
    },
  ],
};
