import type { Group, TokenCase } from "../case.ts";

const FORM = "grant_type=client_credentials&scope=";

/** What one mint sends, and of which answers it makes a token. */
export const mintRequests: Group<TokenCase> = {
  name: "mint",
  cases: [
    {
      name: "asks as documented",
      script: {},
      asks: "token",
      expect: { served: 1, mints: 1, mint: { body: `${FORM}account%3Aread` } },
    },
    {
      name: "opens the listing",
      script: {},
      asks: "units",
      expect: { served: 1, mints: 1, requests: 1 },
    },
    {
      name: "scopes in order, and each once",
      script: {},
      asks: "token",
      clients: [{ scopes: ["data:read", "account:read", "data:read"] }],
      expect: { served: 1, mints: 1, mint: { body: `${FORM}account%3Aread+data%3Aread` } },
    },
    ...[
      ["a lifetime as text", { expiresIn: "3599" }],
      ["no lifetime", { expiresIn: null }],
      ["token_type bEaReR", { type: "bEaReR" }],
      ["a token of 8 192 characters", { token: "t".repeat(8192) }],
    ].map(
      ([name, fields]): TokenCase => ({
        name: `takes ${name}`,
        script: { mint: [{ does: "grant", ...(fields as object) }] },
        asks: "token",
        callers: 2,
        expect: { served: 2, mints: 1 },
      }),
    ),
    ...[
      ["a lifetime of 0", { expiresIn: 0 }],
      ["a lifetime of -1", { expiresIn: -1 }],
      ["a lifetime of 10⁹", { expiresIn: 1e9 }],
      ["a lifetime NaN", { expiresIn: "NaN" }],
      ["no token", { token: null }],
      ["an empty token", { token: "" }],
      ["a number", { token: 7 }],
      ["a line break", { token: "a\r\nb" }],
      ["a €", { token: "a€b" }],
      ["9 KB", { token: "t".repeat(9 * 1024) }],
      ["token_type MAC", { type: "MAC" }],
      ["no token_type", { type: null }],
    ].map(
      ([name, fields]): TokenCase => ({
        name: `refuses ${name}`,
        script: { mint: [{ does: "grant", ...(fields as object) }] },
        asks: "token",
        expect: { served: 0, code: "ERR_TOKEN", mints: [1, 3] },
      }),
    ),
  ],
};
