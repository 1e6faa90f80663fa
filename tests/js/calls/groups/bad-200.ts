import type { ErrorCode } from "business-units";
import type { OddBody } from "../../../../www/sandbox/weather/script.ts";
import type { CallCase, Group } from "../case.ts";
import { ANSWER, DOCUMENTED, inTurns } from "../rows.ts";

const JSON_BODIES: OddBody[] = ["cut", "html", "empty", "no content", "utf-16"];
const SHAPE_BODIES: OddBody[] = ["null", "empty array", "no list", "scalars"];

const bad =
  (code: ErrorCode) =>
  (body: OddBody, nth: number): CallCase => ({
    name: `${body}, always`,
    provider: body === "no list" ? "imocha" : inTurns(nth),
    script: { listing: [{ does: "send", body }] },
    expect: { code, requests: 2 },
  });

export const bad200: Group<CallCase> = {
  name: "bad 200",
  cases: [
    ...JSON_BODIES.map(bad("ERR_JSON")),
    ...SHAPE_BODIES.map(bad("ERR_SHAPE")),
    {
      name: "a sign-in page once",
      script: { listing: [{ does: "send", body: "html" }, ANSWER] },
      expect: { size: DOCUMENTED, requests: 2 },
    },
    {
      name: "a byte order mark",
      script: { listing: [{ does: "send", body: "byte order mark" }] },
      expect: { size: DOCUMENTED, requests: 1 },
    },
    {
      name: "latin-1 in a name",
      script: { listing: [{ does: "send", body: "latin-1" }] },
      expect: { size: DOCUMENTED, requests: 1, warned: true },
    },
    {
      name: "an empty object",
      script: { listing: [{ does: "send", body: "empty object" }] },
      expect: { size: 0, requests: 1 },
    },
    {
      name: "a list that is null",
      provider: "imocha",
      script: { listing: [{ does: "send", body: "null list" }] },
      expect: { size: 0, requests: 1 },
    },
  ],
};
