import assert from "node:assert/strict";
import { test } from "node:test";
import { type Request as EdgeRequest, Response as EdgeResponse } from "miniflare";
import {
  AUTODESK_ACCOUNTS,
  IMOCHA_ACCOUNTS,
  SANDBOX_CLIENT_ID,
  SANDBOX_CLIENT_SECRET,
} from "../../sandbox/catalog.ts";
import { bundle, carriedTo, edge, sandbox } from "../edge.fixture.ts";
import { signed, teamKey } from "./access.fixture.ts";
import { bearing, entry, listingOf, outcome } from "./gate.fixture.ts";

const folder = await bundle();
const upstream = await sandbox();
const seen: URL[] = [];
const carried = carriedTo(upstream.url, seen);

const KEY = "bu_key-in-workerd";
const MINE = AUTODESK_ACCOUNTS.documented.accountId;
const OTHERS = AUTODESK_ACCOUNTS.construction.accountId;
const AUD = "f".repeat(64);
const BI = "https://bi.example.com";
const REAL = {
  APS_CLIENT_ID: SANDBOX_CLIENT_ID,
  APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET,
  IMOCHA_API_KEY: IMOCHA_ACCOUNTS.documented.apiKey,
};
const API_KEYS = JSON.stringify([entry("workerd", [KEY], [`autodesk:${MINE}`])]);
const ours = await teamKey("k1");
let certsAsked = 0;

async function network(request: EdgeRequest): Promise<EdgeResponse> {
  const { hostname } = new URL(request.url);
  if (!hostname.endsWith(".cloudflareaccess.com")) return carried(request);
  certsAsked++;
  const isDown = hostname.startsWith("down.");
  return isDown ? new EdgeResponse("no", { status: 500 }) : EdgeResponse.json({ keys: [ours.jwk] });
}

const worker = await edge({
  worker: folder,
  settings: { ...REAL, API_KEYS, ALLOWED_ORIGINS: BI, ACCESS_TEAM: "acme", ACCESS_AUD: AUD },
  network,
});
const get = async (path: string, headers = {}) => outcome(await worker.ask(path, { headers }));

async function vouched(claims: object = {}, key = ours) {
  const now = Math.floor(Date.now() / 1_000);
  const iss = "https://acme.cloudflareaccess.com";
  const all = { iss, aud: [AUD], exp: now + 600, iat: now, nbf: now, email: "ada@example.com", ...claims };
  return { "cf-access-jwt-assertion": await signed(key, { alg: "RS256", kid: key.kid }, all) };
}

test("in workerd a key reads its account, and nothing of another one's is asked for", async () => {
  assert.equal(await get(listingOf(MINE), bearing(KEY)), "200");
  const before = seen.length;
  assert.equal(await get(listingOf(OTHERS), bearing(KEY)), "403 ACCOUNT_FORBIDDEN");
  assert.equal(await get(listingOf(OTHERS.toUpperCase()), bearing(KEY)), "403 ACCOUNT_FORBIDDEN");
  assert.equal(await get("/api/imocha/business-units", bearing(KEY)), "403 ACCOUNT_FORBIDDEN");
  assert.equal(await get(listingOf(MINE), bearing(`${KEY}x`)), "401 KEY_REQUIRED");
  assert.equal(seen.length, before);
});

test("in workerd tokens of Access are verified, with one fetch of the keys for fifty requests at once", async () => {
  const token = await vouched();
  const all = Array.from({ length: 50 }, () => get("/api/accounts", token));
  assert.deepEqual(new Set(await Promise.all(all)), new Set(["200"]));
  assert.equal(certsAsked, 1);
  assert.equal(await get(listingOf(OTHERS), token), "200");
});

test("in workerd a token that is over, forged, or another application's opens nothing", async () => {
  const now = Math.floor(Date.now() / 1_000);
  const wrong = [
    { exp: now - 120 },
    { aud: ["0".repeat(64)] },
    { iss: "https://evil.cloudflareaccess.com" },
    { exp: "1" },
  ];
  for (const claims of wrong)
    assert.equal(await get("/api/accounts", await vouched(claims)), "401 ACCESS_REFUSED");
  assert.equal(await get("/api/accounts", await vouched({}, await teamKey("k1"))), "401 ACCESS_REFUSED");
});

test("in workerd the worker answers nobody while the keys of Access cannot be had", async () => {
  const settings = { ...REAL, ACCESS_TEAM: "down", ACCESS_AUD: AUD };
  const lonely = await edge({ worker: folder, settings, network });
  const answer = await lonely.ask("/api/accounts", { headers: await vouched() });
  assert.equal(await outcome(answer), "503 ACCESS_UNAVAILABLE");
});

test("in workerd the platform's counters stop a caller, and an address that guesses", async () => {
  const settings = { ...REAL, API_KEYS };
  const ratelimits = {
    READ_LIMIT: { simple: { limit: 3, period: 60 } },
    GUEST_LIMIT: { simple: { limit: 2, period: 10 } },
  } as const;
  const limited = await edge({ worker: folder, settings, network, ratelimits });
  const times = async (n: number, headers: Record<string, string>) => {
    const all: string[] = [];
    for (let i = 0; i < n; i++) all.push(await outcome(await limited.ask("/api/accounts", { headers })));
    return all;
  };
  assert.deepEqual(await times(4, bearing(KEY)), ["200", "200", "200", "429 TOO_MANY_REQUESTS"]);
  const guests = await times(3, { "cf-connecting-ip": "192.0.2.1" });
  assert.deepEqual(guests, ["401 KEY_REQUIRED", "401 KEY_REQUIRED", "429 TOO_MANY_REQUESTS"]);
  assert.deepEqual(await times(1, { "cf-connecting-ip": "192.0.2.2" }), ["401 KEY_REQUIRED"]);
});

test("in workerd an allowed page gets a preflight and reads, another one does neither", async () => {
  const ask = (origin: string, method: string) =>
    worker.ask("/api/accounts", {
      method,
      headers: { origin, ...bearing(KEY), "access-control-request-method": "GET" },
    });
  const allowed = await ask(BI, "OPTIONS");
  assert.deepEqual([allowed.status, allowed.headers.get("access-control-allow-origin")], [204, BI]);
  assert.equal((await ask(BI, "GET")).headers.get("access-control-allow-origin"), BI);
  assert.equal((await ask("https://evil.example", "OPTIONS")).status, 403);
  assert.equal((await ask("https://evil.example", "GET")).headers.get("access-control-allow-origin"), null);
});

test("in workerd an address that looks like a file's is nothing", async () => {
  for (const tail of ["/x.css", ";.js", "%2f..%2fx.css", "%00", "//", "."]) {
    assert.match(
      await get(listingOf(MINE) + tail, bearing(KEY)),
      /^(404 UNKNOWN_PATH|404 UNKNOWN_UNIT|403 ACCOUNT_FORBIDDEN)$/,
      tail,
    );
  }
});
