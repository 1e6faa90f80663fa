import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { byProvider, operations } from "../api/operations.ts";
import { app } from "../app.ts";
import type { App } from "../context.ts";
import type { Env } from "../env.ts";
import { problemAnswer } from "../problem-answer.ts";
import { providers } from "../providers/list.ts";
import { Certs, signed, teamKey } from "./access.fixture.ts";
import { ask, bearing, entry, MINE, OTHERS, outcome, REAL } from "./gate.fixture.ts";
import { gate, gateBy } from "./gate.ts";
import { answering, asked, bothServices } from "./network.fixture.ts";
import { accountsIn } from "./rules.ts";

bothServices();

const all = providers.map(({ id }) => id);
const team = await teamKey("k1");
const AUD = "a".repeat(64);
answering("https://allowed.cloudflareaccess.com/", new Certs(team).answer as () => Response);

/** Each kind of caller: the accounts it was granted, and the providers whose listing in these tests it may read. */
const callers: { who: string; grants: string[]; mayRead: readonly string[]; by: "key" | "Access" }[] = [
  { who: "a key with every right", grants: ["*"], mayRead: all, by: "key" },
  {
    who: "a key with the right to this account",
    grants: [`autodesk:${MINE}`],
    mayRead: ["autodesk"],
    by: "key",
  },
  { who: "a key with the right to another account", grants: [`autodesk:${OTHERS}`], mayRead: [], by: "key" },
  { who: "a key with the right to iMocha", grants: ["imocha"], mayRead: ["imocha"], by: "key" },
  { who: "a person with every right", grants: ["*"], mayRead: all, by: "Access" },
  {
    who: "a person with the right to another account",
    grants: [`autodesk:${OTHERS}`],
    mayRead: [],
    by: "Access",
  },
];
const KEY = "bu_the-key-of-a-caller";

/** A worker with these rights in its settings, and all that it looks at for a request. */
function watched(by: "key" | "Access", grants: string[]): { env: Env; touched: string[] } {
  const touched: string[] = [];
  const note = async (what: string) => void touched.push(what);
  const LISTINGS = {
    get: () => note("cache").then(() => null),
    put: () => note("cache"),
    delete: () => note("cache"),
  };
  const READ_LIMIT = { limit: () => note("limit").then(() => ({ success: true })) };
  const people = JSON.stringify([{ email: "a@example.com", accounts: grants }]);
  const access = { ACCESS_TEAM: "allowed", ACCESS_AUD: AUD, ACCESS_ACCOUNTS: people };
  const locks = by === "key" ? { API_KEYS: JSON.stringify([entry("caller", [KEY], grants)]) } : access;
  return { env: { ...REAL, ...locks, LISTINGS, READ_LIMIT, PACE_PER_MINUTE: "100000" }, touched };
}

async function credentials(by: "key" | "Access"): Promise<Record<string, string>> {
  if (by === "key") return bearing(KEY);
  const now = Math.floor(Date.now() / 1_000);
  const times = { exp: now + 600, iat: now, nbf: now };
  const claims = {
    iss: "https://allowed.cloudflareaccess.com",
    aud: [AUD],
    sub: "7",
    email: "a@example.com",
    ...times,
  };
  return { "cf-access-jwt-assertion": await signed(team, { alg: "RS256", kid: "k1" }, claims) };
}

const sample: Record<string, string> = { accountId: MINE, unitId: "no-such-unit" };
const addressOf = (path: string) => path.replace(/\{(\w+)\}/g, (_, name: string) => sample[name] ?? "x");
const providerOf = (path: string) =>
  [...byProvider].find(([, about]) =>
    Object.values(about).some((operation) => operation.path === path),
  )?.[0] ?? "";
const calls = () => asked.filter((request) => !request.includes("cloudflareaccess")).length;

const guarded = operations.filter(({ path }) => path.startsWith("/api/"));

for (const { path, scope, query } of guarded) {
  const address = addressOf(path) + ("q" in query ? "?q=a" : "");
  for (const { who, grants, mayRead, by } of callers) {
    const isAllowed = scope !== "accounts" || mayRead.includes(providerOf(path));
    test(`${path} ${isAllowed ? "is open to" : "is 403 for"} ${who}`, async () => {
      const { env, touched } = watched(by, grants);
      const before = calls();
      const told = await outcome(await ask(env, address, await credentials(by)));
      if (isAllowed) assert.match(told, /^(200|404 UNKNOWN_UNIT)$/);
      else assert.deepEqual([told, touched, calls() - before], ["403 ACCOUNT_FORBIDDEN", [], 0]);
    });
  }

  test(`${path} is 401 for callers whom nothing vouches for`, async () => {
    const { env, touched } = watched("key", ["*"]);
    const before = calls();
    for (const headers of [{}, bearing("bu_unknown"), await credentials("Access")])
      assert.equal(await outcome(await ask(env, address, headers)), "401 KEY_REQUIRED");
    assert.deepEqual([touched, calls() - before], [[], 0]);
  });
}

test("every route of the API below /api has a rule of the gate, and no rule lets an address without a route pass", () => {
  const routed = app.routes.filter(
    ({ method, path }) => method === "GET" && /^\/api\/./.test(path) && !path.endsWith("*"),
  );
  assert.deepEqual([...new Set(routed.map(({ path }) => path))].length, guarded.length);
  for (const { path, scope } of guarded) {
    const accounts = accountsIn({ path: addressOf(path), query: () => undefined });
    assert.deepEqual(accounts.length, scope === "accounts" ? 1 : 0, path);
  }
});

/** An app with routes that the gate was never told of, as a provider would have that forgot to. */
function forgetful() {
  const forgotten = new Hono<App>();
  let reached = 0;
  forgotten.use("/api/*", gate);
  forgotten.onError((thrown, c) => problemAnswer(thrown, c.env));
  for (const path of ["/api/acme/business-units", "/api/acme/accounts/:id/defects", "/api/match", "/api"]) {
    forgotten.all(path, (c) => {
      reached += 1;
      return c.text("a listing");
    });
  }
  return { forgotten, reached: () => reached };
}

const context = { waitUntil() {}, passThroughOnException() {}, props: {} };

for (const path of [
  "/api/acme/business-units",
  "/api/acme/accounts/1/defects",
  "/api/match?source=imocha",
  "/api",
]) {
  for (const { who, by, grants } of callers.filter(({ grants }) => grants.includes("*"))) {
    test(`${path}, which was never registered with the gate, is 403 for ${who}`, async () => {
      const { env, touched } = watched(by, grants);
      const { forgotten, reached } = forgetful();
      const headers = await credentials(by);
      for (const method of ["GET", "HEAD", "POST", "PUT"]) {
        const answer = await forgotten.request(path, { method, headers }, env, context);
        assert.equal(answer.status, 403, method);
      }
      assert.deepEqual([reached(), touched], [0, []]);
    });
  }

  test(`${path}, which was never registered with the gate, is 403 even in an open sandbox`, async () => {
    const { forgotten, reached } = forgetful();
    const answer = await forgotten.request(path, {}, { SANDBOX_URL: "http://127.0.0.1:1" }, context);
    assert.deepEqual([answer.status, reached()], [403, 0]);
  });
}

const unreadable = [
  `/api/autodesk/accounts/${"a".repeat(65)}/business-units`,
  "/api/autodesk/accounts/a%2fb/defects",
  "/api/autodesk/accounts/%/business-units",
  "/api/imocha/business-units?account=a%20b",
  "/api/imocha/search?q=a&account=",
];
for (const address of unreadable) {
  test(`${address.slice(0, 60)} is 403: its account cannot be parsed`, async () => {
    const { env, touched } = watched("key", ["*"]);
    const before = calls();
    assert.equal(await outcome(await ask(env, address, bearing(KEY))), "403 ACCOUNT_FORBIDDEN");
    assert.deepEqual([touched, calls() - before], [[], 0]);
  });
}

test("a request that names two accounts needs the right to both, and counts for each", async () => {
  const accounts = [
    { provider: "imocha", id: undefined, region: undefined },
    { provider: "autodesk", id: MINE, region: "EMEA" },
  ];
  const outcomeWith = async (grants: string[]) => {
    const { env, touched } = watched("key", grants);
    const matching = new Hono<App>();
    matching.use(gateBy(() => accounts));
    matching.onError((thrown, c) => problemAnswer(thrown, c.env));
    matching.post("/api/match", (c) => c.json(c.get("accounts")));
    const answer = await matching.request(
      "/api/match",
      { method: "POST", headers: bearing(KEY) },
      env,
      context,
    );
    return [answer.status, touched.length];
  };
  assert.deepEqual(await outcomeWith(["imocha", `autodesk:${MINE}`]), [200, 2]);
  assert.deepEqual(await outcomeWith(["imocha"]), [403, 0]);
  assert.deepEqual(await outcomeWith([`autodesk:${MINE}`]), [403, 0]);
  assert.deepEqual(await outcomeWith(["imocha", `autodesk:${OTHERS}`]), [403, 0]);
});
