import type { Group, TokenCase } from "../case.ts";
import { refuse } from "../rows.ts";

/** Callers that share a token, and callers that do not. */
export const mintSharing: Group<TokenCase> = {
  name: "one mint",
  alone: true,
  cases: [
    {
      name: "for 1 000 callers",
      script: {},
      asks: "token",
      callers: 1_000,
      expect: { served: 1_000, mints: 1 },
    },
    {
      name: "for 100 calls",
      script: {},
      asks: "units",
      callers: 100,
      expect: { served: 100, mints: 1, requests: 100 },
    },
    {
      name: "for all rounds of callers",
      script: {},
      asks: "token",
      callers: 10,
      rounds: 5,
      expect: { served: 50, mints: 1 },
    },
    {
      name: "for two sources of one client",
      script: {},
      asks: "token",
      clients: [{}, {}],
      expect: { served: 2, mints: 1 },
    },
    {
      name: "for scopes in another order",
      script: {},
      asks: "token",
      clients: [{ scopes: ["account:read", "data:read"] }, { scopes: ["data:read", "account:read"] }],
      expect: { served: 2, mints: 1 },
    },
    {
      name: "for each set of scopes",
      script: {},
      asks: "token",
      clients: [{ scopes: ["account:read"] }, { scopes: ["data:read"] }],
      expect: { served: 2, mints: 2 },
    },
    {
      name: "for each client",
      script: {},
      asks: "token",
      clients: [{ id: "one" }, { id: "two" }],
      expect: { served: 2, mints: 2 },
    },
    {
      name: "for each secret",
      script: {},
      asks: "token",
      clients: [{ secret: "old-secret-not-one-at-all" }, { secret: "new-secret-not-one-at-all" }],
      expect: { served: 2, mints: 2 },
    },
    {
      name: "though the first caller aborts",
      script: {},
      asks: "token",
      leader: "aborts",
      callers: 20,
      expect: { served: 20, mints: 1 },
    },
    {
      // Where a request takes what it began with it, the others wait for 8.5 s, and then mint themselves.
      name: "though the first caller is forgotten, and its mint silent",
      script: { mint: [{ does: "fall silent", at: "start" }, { does: "grant" }] },
      asks: "token",
      leader: "is forgotten",
      callers: 20,
      rounds: 2,
      expect: { served: 40, mints: [2, 3] },
    },
    {
      name: "after a mint that failed",
      script: { mint: [refuse(403), { does: "grant" }] },
      asks: "token",
      callers: 5,
      rounds: 2,
      expect: { served: 5, code: "ERR_FORBIDDEN", mints: 2 },
    },
  ],
};
