import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer } from "../edge.fixture.ts";
import { ask, bearing, entry, listingOf, MINE, OTHERS, REAL } from "./gate.fixture.ts";
import { bothServices } from "./network.fixture.ts";

bothServices();

const KEY = "bu_key-for-headers";
const BI = "https://bi.example.com";
const API_KEYS = JSON.stringify([entry("headers", [KEY], [`autodesk:${MINE}`, "imocha"])]);
const page = {
  fetch: async () => new Response("<!doctype html>", { headers: { "content-type": "text/html" } }),
};
const env = { ...REAL, API_KEYS, ALLOWED_ORIGINS: BI, ASSETS: page };
const mine = bearing(KEY);

const GUARDS = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), publickey-credentials-get=(), usb=()",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000",
  "x-content-type-options": "nosniff",
};
const API = {
  ...GUARDS,
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  vary: "Authorization, Cookie, Cf-Access-Jwt-Assertion, Origin, Accept-Encoding",
};
const LIVE = { ...API, "x-upstream": "live" };
const DATA = {
  ...LIVE,
  "cache-control": "private, no-cache",
  "content-type": "application/json; charset=utf-8",
};
const REFUSED = {
  ...LIVE,
  "cache-control": "no-store",
  "content-type": "application/problem+json; charset=utf-8",
};
const SHOWN =
  "Age, Content-Disposition, ETag, Retry-After, Server-Timing, WWW-Authenticate, X-Cache, X-Upstream";
const PAGE_POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
  "trusted-types lit-html";

// T-S "header snapshot": every header of an answer, and no other one.
const snapshots: [what: string, answer: () => Promise<Answer>, headers: Record<string, string>][] = [
  ["the accounts", () => ask(env, "/api/accounts", mine), DATA],
  ["the accounts with HEAD", () => ask(env, "/api/accounts", mine, "HEAD"), DATA],
  [
    "the accounts for an allowed page",
    () => ask(env, "/api/accounts", { ...mine, origin: BI }),
    { ...DATA, "access-control-allow-origin": BI, "access-control-expose-headers": SHOWN },
  ],
  [
    "the accounts for another page",
    () => ask(env, "/api/accounts", { ...mine, origin: "https://evil.example" }),
    DATA,
  ],
  [
    "a preflight",
    () => ask(env, listingOf(MINE), { origin: BI, "access-control-request-method": "GET" }, "OPTIONS"),
    {
      ...LIVE,
      "access-control-allow-headers": "Authorization, If-None-Match",
      "access-control-allow-methods": "GET, HEAD",
      "access-control-allow-origin": BI,
      "access-control-max-age": "600",
      "cache-control": "no-store",
    },
  ],
  [
    "nobody",
    () => ask(env, "/api/accounts"),
    { ...REFUSED, "www-authenticate": 'Bearer realm="business-units"' },
  ],
  ["somebody without the right", () => ask(env, listingOf(OTHERS), mine), REFUSED],
  ["an unknown address", () => ask(env, "/api/nothing", mine), REFUSED],
  ["an unknown parameter", () => ask(env, `${listingOf(MINE)}?x=1`, mine), REFUSED],
  ["another method", () => ask(env, "/api/accounts", mine, "POST"), { ...REFUSED, allow: "GET, HEAD" }],
  [
    "too many requests",
    () => ask({ ...env, READ_LIMIT: { limit: async () => ({ success: false }) } }, "/api/accounts", mine),
    { ...REFUSED, "retry-after": "60" },
  ],
  ["health", () => ask(env, "/healthz"), { ...DATA, "cache-control": "no-store" }],
  [
    "the page",
    () => ask(env, "/"),
    {
      ...GUARDS,
      "cache-control": "no-cache",
      "content-security-policy": PAGE_POLICY,
      "content-type": "text/html",
    },
  ],
];

for (const [what, answer, headers] of snapshots) {
  test(`the headers for ${what} are these and no others`, async () => {
    const { "server-timing": timing = "", ...all } = Object.fromEntries([...(await answer()).headers].sort());
    assert.deepEqual(all, Object.fromEntries(Object.entries(headers).sort()));
    // Nothing that is known of an account takes part in any of these.
    assert.match(timing, what === "the page" ? /^$/ : /^total;dur=\d+\.\d$/);
  });
}

test("a listing's headers are those of data, whatever else stands among them", async () => {
  const { headers } = await ask(env, listingOf(MINE), mine);
  for (const [name, value] of Object.entries(DATA)) assert.equal(headers.get(name), value, name);
});
