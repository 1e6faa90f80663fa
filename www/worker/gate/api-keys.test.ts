import assert from "node:assert/strict";
import { test } from "node:test";
import { callerWith, keyHolders } from "./api-keys.ts";
import { digestFrom, isSame } from "./digest.ts";
import {
  ask,
  bearing,
  digestOf,
  entry,
  listingOf,
  MINE,
  OTHERS,
  outcome,
  REAL,
  UNKEPT,
} from "./gate.fixture.ts";
import { asked, bothServices } from "./network.fixture.ts";

bothServices();

const OLD = "bu_old-key-of-bi";
const NEW = "bu_new-key-of-bi";
const SKILLS = "bu_key-of-skills";
const ALL = "bu_key-that-reads-everything";

const LIST = [
  entry("bi", [OLD, NEW], [`autodesk:b.${MINE.toUpperCase()}`]),
  entry("skills", [SKILLS], ["imocha"]),
  entry("all", [ALL]),
];
const env = { ...REAL, ...UNKEPT, API_KEYS: JSON.stringify(LIST) };
const IMOCHA = "/api/imocha/business-units";

// T-S "keys": who shows what, asks for what, and gets what.
const cases: [what: string, key: string, path: string, outcome: string][] = [
  ["the old key, while there are two", OLD, listingOf(MINE), "200"],
  ["the new key", NEW, listingOf(MINE), "200"],
  ["the account with b.", NEW, listingOf(`b.${MINE}`), "200"],
  ["the account in capitals", NEW, listingOf(MINE.toUpperCase()), "200"],
  ["the account with an escape", NEW, listingOf(MINE.replace("-", "%2d")), "200"],
  ["the account in a region", NEW, `${listingOf(MINE)}?region=EMEA`, "200"],
  ["another account", NEW, listingOf(OTHERS), "403 ACCOUNT_FORBIDDEN"],
  ["an account that does not exist", NEW, listingOf("00000000"), "403 ACCOUNT_FORBIDDEN"],
  ["another account with an escape", NEW, listingOf(OTHERS.replace("-", "%2D")), "403 ACCOUNT_FORBIDDEN"],
  ["the beginning of the account", NEW, listingOf(MINE.slice(0, -1)), "403 ACCOUNT_FORBIDDEN"],
  ["the account and more", NEW, listingOf(`${MINE}0`), "403 ACCOUNT_FORBIDDEN"],
  [
    "another account below an address of no route",
    NEW,
    `${listingOf(OTHERS)}/units/x`,
    "403 ACCOUNT_FORBIDDEN",
  ],
  ["another account and nothing else", NEW, `/api/autodesk/accounts/${OTHERS}`, "403 ACCOUNT_FORBIDDEN"],
  ["another account twice with b.", NEW, listingOf(`b.b.${MINE}`), "403 ACCOUNT_FORBIDDEN"],
  ["a star for an account", NEW, listingOf("*"), "403 ACCOUNT_FORBIDDEN"],
  ["two accounts", NEW, listingOf(`${MINE},${OTHERS}`), "403 ACCOUNT_FORBIDDEN"],
  ["the other service", NEW, IMOCHA, "403 ACCOUNT_FORBIDDEN"],
  ["iMocha", SKILLS, IMOCHA, "200"],
  ["one of the sandbox's accounts", SKILLS, `${IMOCHA}?account=academy`, "403 ACCOUNT_FORBIDDEN"],
  ["a star for iMocha's account", SKILLS, `${IMOCHA}?account=*`, "403 ACCOUNT_FORBIDDEN"],
  ["Autodesk with iMocha's key", SKILLS, listingOf(MINE), "403 ACCOUNT_FORBIDDEN"],
  ["any account, with the right to everything", ALL, listingOf(OTHERS), "200"],
  ["iMocha, with the right to everything", ALL, IMOCHA, "200"],
  ["with a key that is not listed", "bu_nobody", listingOf(MINE), "401 KEY_REQUIRED"],
  ["with a key in capitals", NEW.toUpperCase(), listingOf(MINE), "401 KEY_REQUIRED"],
  ["with a digest for a key", digestOf(NEW), listingOf(MINE), "401 KEY_REQUIRED"],
  ["with two keys", `${NEW},${OLD}`, listingOf(MINE), "401 KEY_REQUIRED"],
];

for (const [what, key, path, expected] of cases) {
  test(`asking for ${what} is ${expected}`, async () => {
    const before = asked.length;
    assert.equal(await outcome(await ask(env, path, bearing(key))), expected);
    assert.equal(asked.length > before, expected === "200", "only what is allowed reaches a service");
  });
}

test("a refusal tells nothing of the account: it is the same, byte for byte, whether there is one or not", async () => {
  const refusals = [OTHERS, "00000000"].map(async (id) =>
    (await ask(env, listingOf(id), bearing(NEW))).text(),
  );
  const [one, two] = await Promise.all(refusals);
  assert.equal(one, two);
});

test("a HEAD is refused like a GET, and other methods as well", async () => {
  for (const method of ["HEAD", "POST", "DELETE"]) {
    assert.equal((await ask(env, listingOf(OTHERS), bearing(NEW), method)).status, 403, method);
  }
});

test("the accounts that are offered are those that the key may read", async () => {
  const offered = async (key: string) => {
    const answer = await ask(
      { SANDBOX_URL: "http://127.0.0.1:1", API_KEYS: env.API_KEYS },
      "/api/accounts",
      bearing(key),
    );
    const { accounts } = (await answer.json()) as { accounts: { accountId?: string }[] };
    return accounts.map(({ accountId }) => accountId);
  };
  assert.deepEqual(await offered(NEW), [MINE]);
  assert.deepEqual(await offered(SKILLS), []);
  assert.ok((await offered(ALL)).length > 10);
  const ACCOUNTS = JSON.stringify([
    { provider: "autodesk", accountId: OTHERS, name: "not mine" },
    { provider: "autodesk", accountId: `b.${MINE}`, name: "mine" },
    { provider: "imocha", name: "skills" },
  ]);
  const listed = await ask({ ...env, ACCOUNTS }, "/api/accounts", bearing(SKILLS));
  assert.deepEqual(((await listed.json()) as { accounts: unknown[] }).accounts, [
    { provider: "imocha", name: "skills" },
  ]);
});

test("both keys of an entry are one caller, and no id holds a key or a whole digest", async () => {
  const holders = keyHolders(env.API_KEYS);
  const [old, young] = await Promise.all([OLD, NEW].map((key) => callerWith(holders, key)));
  assert.deepEqual([old?.id, old?.tenant], ["key:bi", "own"]);
  assert.equal(old, young);
  const [{ principal } = { principal: undefined }] = keyHolders(digestOf(ALL));
  assert.equal(principal?.id, `key:${digestOf(ALL).slice(0, 12)}`);
});

test("an entry may have a tenant of its own", () => {
  const [holder] = keyHolders(JSON.stringify([{ ...entry("a", [OLD]), tenant: "customer-7" }]));
  assert.equal(holder?.principal.tenant, "customer-7");
});

const D = digestOf(OLD);
const good = entry("bi", [OLD]);
const malformed: [json: unknown, message: RegExp][] = [
  ["[", /^API_KEYS is not a JSON list/],
  ["[]", /^API_KEYS is not a JSON list with entries/],
  [{}, /^API_KEYS is not a JSON list/],
  [[good, null], /^Entry 2 of 2 in API_KEYS is not an object\.$/],
  [[good, [good]], /^Entry 2 of 2 in API_KEYS is not an object/],
  [[{ ...good, name: undefined }], /^Entry 1 of 1 in API_KEYS has no name/],
  [[{ ...good, name: "b i" }], /has no name/],
  [[{ ...good, name: OLD }], /has no name/],
  [[{ ...good, name: "" }], /has no name/],
  [[{ ...good, tenant: 1 }], /has no tenant/],
  [[{ ...good, sha256: [] }], /has no "sha256" of one digest, or of two/],
  [[{ ...good, sha256: [D, D, D] }], /has no "sha256"/],
  [[{ ...good, sha256: [D, OLD] }], /is not a SHA-256 digest/],
  [[{ ...good, sha256: D.slice(1) }], /is not a SHA-256 digest/],
  [[{ ...good, accounts: undefined }], /has no list "accounts"/],
  [[{ ...good, accounts: "*" }], /has no list "accounts"/],
  [[{ ...good, accounts: ["autodesk"] }], /has no list "accounts" of "\*"/],
  [[{ ...good, accounts: ["autodesk:a/b"] }], /has no list "accounts"/],
  [[{ ...good, accounts: ["Autodesk:a"] }], /has no list "accounts"/],
  [[{ ...good, accounts: ["imocha", ""] }], /has no list "accounts"/],
  [[{ ...good, acounts: ["*"] }], /has a member beside name, sha256, accounts, tenant/],
  [[good, entry("bi", [NEW])], /^Entry 2 of 2 in API_KEYS repeats another one/],
  [[good, entry("other", [OLD])], /^Entry 2 of 2 in API_KEYS repeats another one/],
  [`${D},${D}`, /^Entry 2 of 2 in API_KEYS repeats another one/],
];

for (const [listed, message] of malformed) {
  const API_KEYS = typeof listed === "string" ? listed : JSON.stringify(listed);
  test(`API_KEYS that says ${API_KEYS.replaceAll(/[0-9a-f]{40,}/g, "…")} lets nobody in, and says where it is wrong`, async () => {
    const answer = await ask({ ...REAL, API_KEYS }, "/api/accounts", bearing(OLD));
    const { code, detail } = (await answer.json()) as { code: string; detail: string };
    assert.deepEqual([answer.status, code], [503, "NOT_PROTECTED"]);
    assert.match(detail, message);
    assert.ok(!detail.includes(OLD) && !detail.includes(D), "what is wrong is not shown");
  });
}

test("digests are compared whole, and alike with and without the platform's own comparison", (t) => {
  const digest = digestFrom(D) ?? new Uint8Array();
  const differing = Array.from({ length: 32 }, (_, at) => digest.with(at, (digest[at] ?? 0) ^ 1));
  const compare = () => [isSame(digest, digest.slice()), ...differing.map((other) => isSame(digest, other))];
  const expected = [true, ...differing.map(() => false)];
  assert.deepEqual(compare(), expected);
  assert.equal(isSame(digest, digest.subarray(1)), false);
  const timingSafeEqual = t.mock.fn((a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0);
  Object.assign(crypto.subtle, { timingSafeEqual });
  t.after(() => Reflect.deleteProperty(crypto.subtle, "timingSafeEqual"));
  assert.deepEqual(compare(), expected);
  assert.equal(timingSafeEqual.mock.callCount(), 33);
});
