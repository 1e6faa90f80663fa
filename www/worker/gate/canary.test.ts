import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { BusinessUnitsError, type ErrorCode } from "business-units";
import { generationOf } from "../cache/key.ts";
import { guardsOf } from "../guard/registry.ts";
import { type Code, Problem, problemCodes } from "../problem.ts";
import { problemAnswer } from "../problem-answer.ts";
import { signed, teamKey } from "./access.fixture.ts";
import { ask, bearing, digestOf, entry, listingOf, MINE, OTHERS, REAL } from "./gate.fixture.ts";
import { answering, bothServices } from "./network.fixture.ts";

bothServices();

const KEY = "bu_key-canary-5";
const OTHER_KEY = "bu_key-of-somebody-else-canary-6";
const AUD = "e".repeat(64);
const TOKEN = await signed(
  await teamKey("k1"),
  { alg: "RS256", kid: "k1" },
  { email: "person-canary-7@example.com" },
);
const env = { ...REAL, API_KEYS: JSON.stringify([entry("canary", [KEY]), entry("other", [OTHER_KEY])]) };
const BASIC = btoa(`${REAL.APS_CLIENT_ID}:${REAL.APS_CLIENT_SECRET}`);
const SECRETS = [
  ...Object.values(REAL),
  BASIC,
  KEY,
  OTHER_KEY,
  digestOf(KEY),
  digestOf(OTHER_KEY),
  TOKEN,
  AUD,
  "person-canary-7",
  "broken-canary-8",
  "eager-canary-9",
  "minted-token-canary-4",
];
// All that a careless service, or a careless sentence of ours, could repeat.
const REPEATED = [...Object.values(REAL), BASIC, KEY, TOKEN].join(" and ");

function assertNone(text: string, where: string): void {
  for (const secret of SECRETS) {
    for (const form of [secret, btoa(secret), encodeURIComponent(secret)])
      assert.ok(!text.includes(form), `${where} holds ${form}`);
  }
}

const upstreamCodes = problemCodes.filter((code) => code.startsWith("ERR_")) as ErrorCode[];
const ownCodes = problemCodes.filter((code) => !code.startsWith("ERR_"));

for (const code of upstreamCodes) {
  test(`a service's ${code} that repeats every secret shows none: in its answer, its headers and the log`, async (t) => {
    const log = listen(t);
    const texts = {
      reason: REPEATED,
      requestId: REPEATED,
      hint: REPEATED,
      body: REPEATED,
      pointer: REPEATED,
      expected: REPEATED,
      found: REPEATED,
    };
    const error = new BusinessUnitsError(code, REPEATED, { provider: "autodesk", status: 400, ...texts });
    const answer = problemAnswer(error, env, [KEY, TOKEN]);
    assertNone([...answer.headers].flat().join() + (await answer.text()), code);
    assertNone(log(), "the log");
  });
}

test("what breaks inside is logged without what it holds of a secret, and not answered", async (t) => {
  const log = listen(t);
  for (const thrown of [
    new TypeError(REPEATED),
    REPEATED,
    { message: REPEATED },
    Object.assign(new Error("x"), { cause: REPEATED }),
  ]) {
    const answer = problemAnswer(thrown, env, [KEY, TOKEN]);
    assertNone([...answer.headers].flat().join() + (await answer.text()), "an answer");
  }
  assert.match(log(), /TypeError: \[redacted\]/);
  assertNone(log(), "the log");
});

type Ask = () => ReturnType<typeof ask>;
const IMOCHA = "/api/imocha/business-units";

/** The guards of what is asked of iMocha with that key. */
async function guardsOfImocha(key: string) {
  return guardsOf(`imocha|live|${await generationOf([key])}`);
}
const mine = bearing(KEY);
const vouched = { "cf-access-jwt-assertion": TOKEN };
const behindAccess = { ...REAL, ACCESS_TEAM: "canary", ACCESS_AUD: AUD };
const full = { limit: async () => ({ success: false }) };
answering("https://canary.cloudflareaccess.com/", () => new Response(REPEATED, { status: 500 }));

const chain = Array.from({ length: 600 }, (_, row) => ({
  id: `u${row}`,
  ...(row > 0 && { parent_id: `u${row - 1}` }),
}));
answering(`https://developer.api.autodesk.com/hq/v1/accounts/${OTHERS}`, () =>
  Response.json({ business_units: chain }),
);

// How each of our own refusals comes about, with a secret in every place where a caller or a setting can put one.
const provoked = {
  UNKNOWN_PARAMETER: () => ask(env, "/api/accounts?x=1", mine),
  WRONG_PARAMETER: () => ask(env, `${listingOf(MINE)}?as=${KEY}`, mine),
  UNKNOWN_UNIT: () => ask(env, `${listingOf(MINE)}/${KEY}`, mine),
  VIEW_TOO_DEEP: () => ask(env, `${listingOf(OTHERS)}?as=nested`, mine),
  KEY_REQUIRED: () => ask(env, "/api/accounts", bearing(`${KEY}x`)),
  ACCESS_REFUSED: () => ask(behindAccess, "/api/accounts", { "cf-access-jwt-assertion": `${TOKEN}.x` }),
  ACCOUNT_FORBIDDEN: () =>
    ask({ ...REAL, API_KEYS: JSON.stringify([entry("canary", [KEY], ["imocha"])]) }, listingOf(MINE), mine),
  ORIGIN_FORBIDDEN: () => ask(behindAccess, "/api/accounts", { ...vouched, "sec-fetch-site": "cross-site" }),
  UNKNOWN_PATH: () => ask(env, "/api/imocha/nothing", mine),
  METHOD_NOT_ALLOWED: () => ask(env, "/api/accounts", mine, "POST"),
  TOO_MANY_REQUESTS: () => ask({ ...env, READ_LIMIT: full }, "/api/accounts", mine),
  NOT_PROTECTED: () => ask({ ...REAL, API_KEYS: `${KEY},${digestOf(KEY)}` }, "/api/accounts", mine),
  NOT_CONFIGURED: () =>
    ask({ ...env, IMOCHA_API_KEY: `${REAL.IMOCHA_API_KEY} €` }, "/api/imocha/business-units", mine),
  ACCESS_UNAVAILABLE: () => ask(behindAccess, "/api/accounts", vouched),
  BREAKER_OPEN: async () => {
    const { breaker } = await guardsOfImocha("imocha-key-of-the-broken-canary-8");
    for (let call = 0; call < 10; call++) breaker.report("call", "fails", Date.now(), 0.5);
    return ask({ ...env, IMOCHA_API_KEY: "imocha-key-of-the-broken-canary-8" }, IMOCHA, mine);
  },
  PACED: async () => {
    const { pace } = await guardsOfImocha("imocha-key-of-the-eager-canary-9");
    for (let call = 0; call < 100; call++) pace.count(Date.now(), 1);
    const settings = { IMOCHA_API_KEY: "imocha-key-of-the-eager-canary-9", PACE_PER_MINUTE: "1" };
    return ask({ ...env, ...settings }, IMOCHA, mine);
  },
} satisfies Partial<Record<Code, Ask>>;

for (const code of ownCodes) {
  test(`${code} shows no secret: in its answer, its headers and the log`, async (t) => {
    const log = listen(t);
    const provoke = (provoked as Partial<Record<Code, Ask>>)[code];
    assert.ok(provoke, "a new code needs a way to come about here");
    const answer = await provoke();
    const text = await answer.text();
    assert.equal((JSON.parse(text) as { code: string }).code, code);
    assertNone([...answer.headers].flat().join() + text, code);
    assertNone(log(), "the log");
  });
}

test("a good answer shows no secret either", async () => {
  for (const path of ["/healthz", "/api/accounts", listingOf(MINE), "/api/imocha/business-units"]) {
    const answer = await ask(env, path, mine);
    assert.equal(answer.status, 200);
    assertNone([...answer.headers].flat().join() + (await answer.text()), path);
  }
});

test("a problem carries no secret as an error does: in its message, its stack and what an inspector shows", () => {
  assertNone(inspect(new Problem("KEY_REQUIRED", "detail"), { depth: 9, showHidden: true }), "a problem");
});

/** Everything that is written to the console from now on. */
function listen(t: { mock: typeof import("node:test").mock }): () => string {
  const lines: string[] = [];
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    t.mock.method(console, method, (...args: unknown[]) => lines.push(inspect(args, { depth: 9 })));
  }
  return () => lines.join("\n");
}
