import type { CallCase, Group } from "../case.ts";
import { ANSWER, DOCUMENTED, refuse } from "../rows.ts";

export const statusMixed: Group<CallCase> = {
  name: "status mixed",
  cases: [
    {
      name: "500 twice",
      script: { listing: [refuse(500), refuse(500), ANSWER] },
      expect: { size: DOCUMENTED, requests: 3 },
    },
    {
      name: "429 with Retry-After three times",
      provider: "imocha",
      script: { listing: [refuse(429, "1"), refuse(429, "0"), refuse(429, "1"), ANSWER] },
      expect: { size: DOCUMENTED, requests: 4, minWaitMs: 1_000 },
    },
    {
      name: "reset, 429, 500",
      script: { listing: [{ does: "reset", at: "start" }, refuse(429, "0"), refuse(500), ANSWER] },
      expect: { size: DOCUMENTED, requests: 4 },
    },
    {
      name: "401, 429",
      minted: true,
      script: { listing: [refuse(401), refuse(429, "0"), ANSWER] },
      expect: { size: DOCUMENTED, requests: 3, mints: 2 },
    },
  ],
};
