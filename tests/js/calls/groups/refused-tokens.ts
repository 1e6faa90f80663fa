import type { Group, TokenCase } from "../case.ts";
import { refuse } from "../rows.ts";

/** Tokens that the listing refuses. */
export const refusedTokens: Group<TokenCase> = {
  name: "token refused",
  alone: true,
  cases: [
    {
      name: "401 once",
      script: { revoked: ["case-token-1"] },
      asks: "units",
      expect: { served: 1, mints: 2, requests: 2 },
    },
    {
      name: "401 twice",
      script: { listing: [refuse(401)] },
      asks: "units",
      expect: { served: 0, code: "ERR_UNAUTHORIZED", mints: 2, requests: 2 },
    },
    {
      name: "401 to a call after one that has minted anew",
      script: { revoked: ["case-token-1"] },
      asks: "units",
      rounds: 2,
      expect: { served: 2, mints: 2, requests: 3 },
    },
    {
      name: "401 to 100 calls at once",
      script: { revoked: ["case-token-1"] },
      asks: "units",
      callers: 100,
      expect: { served: 100, mints: 2, requests: 200 },
    },
    {
      name: "403",
      script: { listing: [refuse(403)] },
      asks: "units",
      rounds: 2,
      expect: { served: 0, code: "ERR_FORBIDDEN", mints: 1, requests: 2 },
    },
  ],
};
