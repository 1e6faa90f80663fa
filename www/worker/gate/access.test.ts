import assert from "node:assert/strict";
import { test } from "node:test";
import type { JWTPayload } from "jose";
import type { Env } from "../env.ts";
import { Certs, signed, type TeamKey, teamKey } from "./access.fixture.ts";
import { principalOf } from "./access-principal.ts";
import { accessSettings } from "./access-settings.ts";
import { ask, bearing, entry, listingOf, MINE, OTHERS, outcome, REAL } from "./gate.fixture.ts";
import { answering, asked, bothServices } from "./network.fixture.ts";

bothServices();

const AUD = "c".repeat(64);
const IMOCHA = "/api/imocha/business-units";
const ours = await teamKey("k1");
let teams = 0;

/** A worker behind Access whose team nobody has asked for yet. */
function behindAccess(extra: Env = {}, certs = new Certs(ours)) {
  const team = `team-${++teams}`;
  answering(`https://${team}.cloudflareaccess.com/cdn-cgi/access/certs`, () => certs.answer() as Response);
  return { env: { ...REAL, ACCESS_TEAM: team, ACCESS_AUD: AUD, ...extra }, team };
}

async function vouched(team: string, who: object = { email: "ada@example.com" }, key: TeamKey = ours) {
  const now = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: `https://${team}.cloudflareaccess.com`,
    aud: [AUD],
    exp: now + 600,
    iat: now,
    nbf: now,
    sub: "7",
    ...who,
  };
  return { "cf-access-jwt-assertion": await signed(key, { alg: "RS256", kid: key.kid }, claims) };
}

test("whoever Access vouches for may read everything, when nothing else is said", async () => {
  const { env, team } = behindAccess();
  for (const path of [listingOf(MINE), IMOCHA, "/api/accounts"]) {
    assert.equal(await outcome(await ask(env, path, await vouched(team))), "200", path);
  }
});

test("a worker behind Access answers nobody who does not come through it", async () => {
  const { env, team } = behindAccess();
  const { "cf-access-jwt-assertion": token } = await vouched(team);
  const astray: Record<string, string>[] = [
    {},
    { cookie: `CF_Authorization=${token}` },
    { authorization: `Bearer ${token}` },
    { "cf-access-token": token },
    { "x-cf-access-jwt-assertion": token },
    { "cf-access-authenticated-user-email": "ada@example.com" },
    { "cf-access-jwt-assertion": "" },
    { "cf-access-jwt-assertion": `${token}, ${token}` },
  ];
  const before = asked.length;
  for (const headers of astray) {
    assert.equal(await outcome(await ask(env, listingOf(MINE), headers)), "401 ACCESS_REFUSED");
  }
  assert.equal(asked.length, before, "nobody is asked for what has no shape");
});

test("a token of another team's key opens nothing", async () => {
  const { env, team } = behindAccess();
  const forged = await teamKey("k1");
  assert.equal(await outcome(await ask(env, IMOCHA, await vouched(team, {}, forged))), "401 ACCESS_REFUSED");
  assert.equal(await outcome(await ask(env, IMOCHA, await vouched("elsewhere"))), "401 ACCESS_REFUSED");
});

test("without the team's keys nobody is let in, and is told when to come again", async () => {
  const certs = new Certs();
  certs.answer = () => new Response("<html>", { status: 200 });
  const { env, team } = behindAccess({}, certs);
  const answer = await ask(env, IMOCHA, await vouched(team));
  assert.equal(answer.headers.get("retry-after"), "5");
  assert.equal(await outcome(answer), "503 ACCESS_UNAVAILABLE");
});

test("a page of another site cannot use the cookie from which Access makes its token", async () => {
  const { env, team } = behindAccess({ ALLOWED_ORIGINS: "https://bi.example.com" });
  const token = await vouched(team);
  const from = async (site: string) => outcome(await ask(env, IMOCHA, { ...token, "sec-fetch-site": site }));
  assert.equal(await from("same-origin"), "200");
  assert.equal(await from("none"), "200");
  for (const site of ["cross-site", "same-site", "", "Same-Origin"])
    assert.equal(await from(site), "403 ORIGIN_FORBIDDEN");
});

test("with both locks a key decides where one is shown, and a token where none is", async () => {
  const key = "bu_key-beside-access";
  const { env, team } = behindAccess({ API_KEYS: JSON.stringify([entry("beside", [key], ["imocha"])]) });
  const token = await vouched(team);
  assert.equal(await outcome(await ask(env, IMOCHA, bearing(key))), "200");
  assert.equal(await outcome(await ask(env, listingOf(MINE), token)), "200");
  assert.equal(
    await outcome(await ask(env, listingOf(MINE), { ...token, ...bearing(key) })),
    "403 ACCOUNT_FORBIDDEN",
  );
  assert.equal(
    await outcome(await ask(env, IMOCHA, { ...token, ...bearing("bu_wrong") })),
    "401 KEY_REQUIRED",
  );
  assert.equal(await outcome(await ask(env, IMOCHA)), "401 KEY_REQUIRED");
});

const PEOPLE = JSON.stringify([
  { email: "Ada@Example.com", accounts: [`autodesk:${MINE}`] },
  { group: "bi", accounts: ["imocha"] },
  { service: "0a1b.access", accounts: [`autodesk:${OTHERS}`, "imocha"] },
]);

// Whom a token speaks of, and whether they may read: this account, another one, iMocha.
const people: [who: object, mine: number, others: number, imocha: number][] = [
  [{ email: "ada@example.com" }, 200, 403, 403],
  [{ email: "ADA@example.com" }, 200, 403, 403],
  [{ email: "ada@example.com", custom: { groups: ["bi"] } }, 200, 403, 200],
  [{ email: "bob@example.com", groups: ["x", "bi"] }, 403, 403, 200],
  [{ email: "bob@example.com", custom: { groups: "bi" } }, 403, 403, 200],
  [{ email: "bob@example.com", custom: { groups: [{ id: "7f", name: "bi" }] } }, 403, 403, 200],
  [{ email: "bob@example.com", groups: [{ id: "bi", name: "Business intelligence" }] }, 403, 403, 200],
  [{ email: "bob@example.com", groups: { id: "bi" } }, 403, 403, 200],
  [{ email: "bob@example.com", groups: "x,bi" }, 403, 403, 403],
  [
    {
      email: "bob@example.com",
      custom: { groups: [["bi"], { title: "bi" }, { id: ["bi"] }, null, "BI", "b"] },
    },
    403,
    403,
    403,
  ],
  [{ email: "bob@example.com", custom: null }, 403, 403, 403],
  [{ email: "ada@example.com.evil.example" }, 403, 403, 403],
  [{ email: ["ada@example.com"] }, 403, 403, 403],
  [{ email: "" }, 403, 403, 403],
  [{ common_name: "0a1b.access", sub: "" }, 403, 200, 200],
  [{ common_name: "ada@example.com", sub: "" }, 403, 403, 403],
  [{ email: "0a1b.access" }, 403, 403, 403],
  [{ sub: "ada@example.com" }, 403, 403, 403],
  [{ sub: "" }, 401, 401, 401],
];

for (const [who, ...expected] of people) {
  test(`with a list of people, ${JSON.stringify(who)} reads ${expected.join(", ")}`, async () => {
    const { env, team } = behindAccess({ ACCESS_ACCOUNTS: PEOPLE });
    const token = await vouched(team, who);
    const statuses = [listingOf(MINE), listingOf(OTHERS), IMOCHA].map(
      async (path) => (await ask(env, path, token)).status,
    );
    assert.deepEqual(await Promise.all(statuses), expected);
  });
}

test("people are told apart by a digest, never by their address", async () => {
  const idOf = async (claims: JWTPayload) => (await principalOf(claims, { team: "t", audiences: [AUD] })).id;
  assert.match(await idOf({ email: "ada@example.com" }), /^access:[0-9a-f]{16}$/);
  assert.equal(
    await idOf({ email: "ADA@example.com", sub: "1" }),
    await idOf({ email: "ada@example.com", sub: "2" }),
  );
  const all = [{ email: "a@b" }, { email: "c@d" }, { common_name: "a@b" }, { sub: "a@b" }].map(idOf);
  assert.equal(new Set(await Promise.all(all)).size, 4);
});

const SETTINGS = { ACCESS_TEAM: "acme", ACCESS_AUD: AUD };
const wrong: [settings: Env, detail: RegExp][] = [
  [{ ACCESS_TEAM: "acme" }, /^ACCESS_AUD is not/],
  [{ ACCESS_AUD: AUD }, /^ACCESS_TEAM is not/],
  [{ ACCESS_ACCOUNTS: PEOPLE }, /^ACCESS_TEAM is not/],
  [{ ...SETTINGS, ACCESS_TEAM: "acme.cloudflareaccess.com" }, /^ACCESS_TEAM is not/],
  [{ ...SETTINGS, ACCESS_TEAM: "evil.example/" }, /^ACCESS_TEAM is not/],
  [{ ...SETTINGS, ACCESS_TEAM: "Acme" }, /^ACCESS_TEAM is not/],
  [{ ...SETTINGS, ACCESS_AUD: AUD.slice(1) }, /^ACCESS_AUD is not/],
  [{ ...SETTINGS, ACCESS_AUD: `${AUD},` }, /^ACCESS_AUD is not/],
  [{ ...SETTINGS, ACCESS_ACCOUNTS: "{}" }, /^ACCESS_ACCOUNTS is not a JSON list/],
  [{ ...SETTINGS, ACCESS_ACCOUNTS: "[]" }, /^ACCESS_ACCOUNTS is not a JSON list with entries/],
  [
    { ...SETTINGS, ACCESS_ACCOUNTS: '[{"accounts":["*"]}]' },
    /^Entry 1 of 1 in ACCESS_ACCOUNTS does not name one/,
  ],
  [{ ...SETTINGS, ACCESS_ACCOUNTS: '[{"email":"a@b","group":"g","accounts":["*"]}]' }, /does not name one/],
  [{ ...SETTINGS, ACCESS_ACCOUNTS: '[{"email":"","accounts":["*"]}]' }, /does not name one/],
  [{ ...SETTINGS, ACCESS_ACCOUNTS: '[{"email":"a@b"}]' }, /has no list "accounts"/],
  [{ ...SETTINGS, ACCESS_ACCOUNTS: '[{"email":"a@b","accounts":["*"],"role":"x"}]' }, /has a member beside/],
];
for (const [settings, detail] of wrong) {
  test(`${JSON.stringify(settings).replaceAll(AUD, "…")} lets nobody in, and says what is wrong`, async () => {
    const answer = await ask({ ...REAL, ...settings }, "/api/accounts");
    const problem = (await answer.json()) as { code: string; detail: string };
    assert.deepEqual([answer.status, problem.code], [503, "NOT_PROTECTED"]);
    assert.match(problem.detail, detail);
  });
}

test("Access alone is protection enough for real credentials, and closes the sandbox as well", () => {
  assert.equal(accessSettings({}), undefined);
  assert.deepEqual(accessSettings({ ACCESS_TEAM: "acme", ACCESS_AUD: `${AUD}, ${"d".repeat(64)}` }), {
    team: "acme",
    audiences: [AUD, "d".repeat(64)],
  });
});
