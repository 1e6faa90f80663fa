import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, bearing, entry, listingOf, MINE, outcome, REAL } from "./gate.fixture.ts";
import { asked, bothServices } from "./network.fixture.ts";

bothServices();

const KEY = "bu_key-of-a-page";
const BI = "https://bi.example.com";
const API_KEYS = JSON.stringify([entry("page", [KEY])]);
const ALLOWED_ORIGINS = `${BI}, http://localhost:5173`;
const env = { ...REAL, API_KEYS, ALLOWED_ORIGINS };
const VARY = "Authorization, Cookie, Cf-Access-Jwt-Assertion, Origin, Accept-Encoding";
const PREFLIGHT = {
  "access-control-request-method": "GET",
  "access-control-request-headers": "authorization",
};

// T-S "CORS": an origin, and whether its pages may read.
const origins: [origin: string, allowed: boolean][] = [
  [BI, true],
  ["http://localhost:5173", true],
  ["http://bi.example.com", false],
  ["https://bi.example.com:8443", false],
  ["https://bi.example.com:443", false],
  ["https://BI.example.com", false],
  ["https://bi.example.com.evil.example", false],
  ["https://evilbi.example.com", false],
  ["https://x.bi.example.com", false],
  ["https://bi.example.com/", false],
  ["https://bi.example.com.", false],
  ["https://bi.example.com@evil.example", false],
  ["https://bi_example.com", false],
  ["https://bi.example.com, http://localhost:5173", false],
  ["null", false],
  ["*", false],
  ["http://localhost:51730", false],
  ["file://", false],
];

for (const [origin, allowed] of origins) {
  test(`a page of ${origin} may ${allowed ? "read" : "not read"} answers`, async () => {
    const { headers } = await ask(env, "/api/accounts", { origin, ...bearing(KEY) });
    assert.equal(headers.get("access-control-allow-origin"), allowed ? origin : null);
    assert.equal(headers.get("access-control-allow-credentials"), null);
    assert.equal(headers.get("vary"), VARY);
  });

  test(`a preflight of ${origin} is ${allowed ? "204" : "403"}`, async () => {
    const before = asked.length;
    const answer = await ask(env, listingOf(MINE), { origin, ...PREFLIGHT }, "OPTIONS");
    assert.equal(await outcome(answer), allowed ? "204" : "403 ORIGIN_FORBIDDEN");
    assert.equal(answer.headers.get("access-control-allow-origin"), allowed ? origin : null);
    assert.equal(answer.headers.get("vary"), VARY);
    assert.equal(asked.length, before);
  });
}

test("a preflight names fixed methods and headers, whatever is asked for, for ten minutes", async () => {
  const wanted = {
    "access-control-request-method": "DELETE",
    "access-control-request-headers": "x-evil, cookie",
  };
  const { headers } = await ask(env, "/api/nothing", { origin: BI, ...wanted }, "OPTIONS");
  assert.equal(headers.get("access-control-allow-methods"), "GET, HEAD");
  assert.equal(headers.get("access-control-allow-headers"), "Authorization, If-None-Match");
  assert.equal(headers.get("access-control-max-age"), "600");
});

test("refusals can be read by an allowed page too", async () => {
  const answer = await ask(env, "/api/accounts", { origin: BI });
  assert.equal(answer.headers.get("access-control-allow-origin"), BI);
  assert.equal(await outcome(answer), "401 KEY_REQUIRED");
});

test("without ALLOWED_ORIGINS no page of another origin reads anything, and Vary is the same", async () => {
  const { headers } = await ask({ ...REAL, API_KEYS }, "/api/accounts", { origin: BI, ...bearing(KEY) });
  assert.equal(headers.get("access-control-allow-origin"), null);
  assert.equal(headers.get("vary"), VARY);
});

test("an OPTIONS that is no preflight is refused like any method", async () => {
  const answer = await ask(env, "/api/accounts", bearing(KEY), "OPTIONS");
  assert.equal(await outcome(answer), "405 METHOD_NOT_ALLOWED");
});

for (const wrong of [
  "*",
  "null",
  "bi.example.com",
  `${BI}/`,
  "https://BI.example.com",
  `${BI}:443`,
  "https://*.example.com",
  "ftp://a",
  "https://ex\u00e4mple.com",
  "https://a/b",
  ",",
]) {
  test(`ALLOWED_ORIGINS with ${wrong} in it is a fault that is named by its place`, async () => {
    const answer = await ask({ ...env, ALLOWED_ORIGINS: `${BI},${wrong}` }, "/api/accounts", bearing(KEY));
    const { code, detail } = (await answer.json()) as { code: string; detail: string };
    assert.deepEqual([answer.status, code], [503, "NOT_CONFIGURED"]);
    assert.match(detail, /^Entry 2 of [23] in ALLOWED_ORIGINS is not an origin/);
  });
}
