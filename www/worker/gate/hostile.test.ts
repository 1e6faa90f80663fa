import assert from "node:assert/strict";
import { test } from "node:test";
import type { Env } from "../env.ts";
import { accessSettings } from "./access-settings.ts";
import { keyHolders } from "./api-keys.ts";
import { ask, bearing, digestOf, entry, listingOf, MINE, outcome, REAL } from "./gate.fixture.ts";
import { grantsFrom } from "./grants.ts";
import { asked, bothServices } from "./network.fixture.ts";

bothServices();

const KEY = "bu_key-of-a-hostile-caller";
const env: Env = { ...REAL, READS_PER_MINUTE: "999999", API_KEYS: JSON.stringify([entry("any", [KEY])]) };
const mine = bearing(KEY);
const IMOCHA = "/api/imocha/business-units";

// T-S "deception": an address that a cache or a browser might take for a file's. Nothing of an account comes from it.
const deceptions = [
  ".css",
  ".js",
  ".json",
  ";.js",
  ";x=.css",
  "%3b.js",
  "%2f..%2fx.css",
  "%2f",
  "/",
  "//",
  "%00",
  "%00.css",
  "%0a.css",
  "%20",
  "%09",
  ".",
  "..",
  "%3f.css",
  "%23.css",
  "%5c.css",
  "/..;/x",
  "~",
  "%252f.css",
  "/%2e",
  "%ff",
];
for (const tail of deceptions) {
  for (const base of ["/api/accounts", listingOf(MINE), IMOCHA]) {
    test(`${base.replace(MINE, "…")}${tail} is nothing`, async () => {
      const before = asked.length;
      const path = base + tail;
      // Two dots end at the parser of addresses, in every browser and runtime: what is left is another address.
      assert.match(await outcome(await ask(env, path, mine)), /^(404 UNKNOWN_PATH|403 ACCOUNT_FORBIDDEN)$/);
      assert.equal(asked.length, before);
    });
  }
}

test("below a listing the name of a file is the id of a unit, and nobody has it", async () => {
  for (const tail of ["/x.css", "/.css", "/%2e%2e%2fx.css"]) {
    for (const base of [listingOf(MINE), IMOCHA]) {
      const answer = await ask(env, base + tail, mine);
      assert.equal(answer.headers.get("cache-control"), "no-store");
      assert.equal(await outcome(answer), "404 UNKNOWN_UNIT");
    }
  }
  assert.equal(await outcome(await ask(env, "/api/accounts/x.css", mine)), "403 ACCOUNT_FORBIDDEN");
});

const moved = [
  "//api/accounts",
  "/api//accounts",
  "/API/accounts",
  "/Api/Accounts",
  "/api/Accounts",
  "/%61pi/accounts",
  "/api%2faccounts",
  "/api/accoun%74s",
  "/api;/accounts",
  "/api./accounts",
  "/x/../api//accounts",
  "/./api/./accounts/",
  "/api\\accounts\\",
  "/.api/accounts",
  "/api/imocha//business-units",
  "/api/IMOCHA/business-units",
  "/api/imocha/Business-Units",
  "/api/autodesk/accounts//business-units",
];
for (const path of moved) {
  test(`${path} is nothing`, async () => {
    const page = { fetch: async () => new Response(null, { status: 404 }) };
    const answer = await ask({ ...env, ASSETS: page }, path, mine);
    assert.match(await outcome(answer), /^(404|404 UNKNOWN_PATH|403 ACCOUNT_FORBIDDEN)$/);
  });
}

const queries = [
  "?region=US&region=EMEA",
  "?region=US&Region=US",
  "?x",
  "?&x",
  "?region[]=US",
  "?__proto__=1",
  "?account=a",
  "?url=https://evil.example",
  "?baseUrl=https://evil.example",
  "?callback=x",
];
for (const query of queries) {
  test(`a listing with ${query} is 400`, async () => {
    assert.equal(await outcome(await ask(env, listingOf(MINE) + query, mine)), "400 UNKNOWN_PARAMETER");
  });
}

const notIds = [
  "a".repeat(65),
  "a_b",
  "a.b",
  "b.",
  "b.b.a",
  "ä",
  "%00",
  "a%0a",
  "a%20b",
  "..%2f..",
  "%2e%2e",
  "a@b",
  "a:b",
  "a%2fb",
  "%u0041",
  "%",
  "*",
];
for (const id of notIds) {
  test(`${id.slice(0, 20)} is no account's id`, async () => {
    const before = asked.length;
    assert.match(await outcome(await ask(env, listingOf(id), mine)), /^403 ACCOUNT_FORBIDDEN$/);
    assert.equal(asked.length, before);
  });
}

const notRegions = ["", "U", "us", "USUSUSUSU", "U5", "U%20S", "%0d%0aUS", "US%00", "ÜS", "US,EMEA", "US;"];
for (const region of notRegions) {
  test(`${JSON.stringify(region)} is no region`, async () => {
    const before = asked.length;
    assert.equal(
      await outcome(await ask(env, `${listingOf(MINE)}?region=${region}`, mine)),
      "400 ERR_OPTION",
    );
    assert.equal(asked.length, before);
  });
}

// T-S "CRLF": twenty ways to end a header early, in every place from which a caller's text might reach a header.
const breaks = [
  "%0d%0aInjected:1",
  "%0aInjected:1",
  "%0dInjected:1",
  "%0d%0a%0d%0a<b>",
  "%0d%0a%20Injected:1",
  "%0d%0a%09Injected:1",
  "%E5%98%8D%E5%98%8AInjected:1",
  "%E5%98%8AInjected:1",
  "%u000d%u000aInjected:1",
  "%250d%250aInjected:1",
  "%25%30%61Injected:1",
  "\\r\\nInjected:1",
  "%5cr%5cnInjected:1",
  "%c4%8d%c4%8aInjected:1",
  "%00%0d%0aInjected:1",
  "%e2%80%a8Injected:1",
  "%e2%80%a9Injected:1",
  "%c2%85Injected:1",
  "%0b%0cInjected:1",
  "%0d%0aSet-Cookie:injected=1",
];
const sinks: [name: string, send: (text: string) => ReturnType<typeof ask>][] = [
  ["the account's id", (text) => ask(env, listingOf(text), mine)],
  ["the region", (text) => ask(env, `${listingOf(MINE)}?region=${text}`, mine)],
  ["iMocha's account", (text) => ask(env, `${IMOCHA}?account=${text}`, mine)],
  ["a parameter's name", (text) => ask(env, `/api/accounts?${text}=1`, mine)],
  ["a path", (text) => ask(env, `/api/${text}`, mine)],
  [
    "the origin",
    (text) =>
      ask({ ...env, ALLOWED_ORIGINS: "https://a.example" }, "/api/accounts", {
        ...mine,
        origin: `https://a.example${text}`,
      }),
  ],
  ["the key", (text) => ask(env, "/api/accounts", bearing(`${KEY}${text}`))],
  ["the address", (text) => ask(env, "/api/accounts", { "cf-connecting-ip": text })],
];
for (const [name, send] of sinks) {
  test(`none of ${breaks.length} line breaks in ${name} makes a header, here or at a service`, async () => {
    const before = asked.length;
    for (const text of breaks) {
      const answer = await send(text);
      assertPlain(answer.headers, text);
      await answer.text();
    }
    assert.ok(!asked.slice(before).some((request) => /^(injected|set-cookie)/im.test(request)));
  });
}

function assertPlain(headers: Iterable<[string, string]>, text: string): void {
  for (const [name, value] of headers) {
    assert.match(value, /^[\x20-\x7e]*$/, `${name} after ${text}`);
    assert.ok(!/injected/i.test(name + value), `${name} after ${text}`);
  }
}

test("a text with a real line break never becomes a request's header", () => {
  for (const text of ["a\r\nInjected: 1", "a\nInjected: 1", "a\rb", "a\0b"]) {
    assert.throws(() => new Request("http://edge.example", { headers: { authorization: text } }), TypeError);
  }
});

// T-S "pollution": names that mean something to every object of JavaScript.
const POLLUTING = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "isPrototypeOf",
  "toJSON",
  "then",
  "__defineGetter__",
  "__lookupSetter__",
  "length",
];
for (const name of POLLUTING) {
  test(`${name} is a name like any other, wherever a caller or a setting says it`, async () => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    assert.match(await outcome(await ask(env, `/api/accounts?${name}=1`, mine)), /^400 UNKNOWN_PARAMETER$/);
    assert.match(await outcome(await ask(env, `/api/${name}`, mine)), /^403/);
    const sandbox = { SANDBOX_URL: "http://127.0.0.1:1" };
    assert.equal(await outcome(await ask(sandbox, `${IMOCHA}?account=${name}`)), "404 ERR_NOT_FOUND");
    assert.match(await outcome(await ask(env, listingOf(name), mine)), /^(403|200)/);
    assert.equal(await outcome(await ask(env, "/api/accounts", bearing(name))), "401 KEY_REQUIRED");
    const sha = digestOf(KEY);
    const json = (member: string) =>
      `[{"name":"a","sha256":"${sha}","accounts":["imocha"],"${member}":{"mayRead":true}}]`;
    assert.throws(() => keyHolders(json(name)), /has a member beside/);
    const people = `[{"email":"a@b","accounts":["imocha"],"${name}":"x"}]`;
    const access = { ACCESS_TEAM: "t", ACCESS_AUD: sha, ACCESS_ACCOUNTS: people };
    assert.throws(() => accessSettings(access), /has a member beside/);
    assert.equal(grantsFrom(["imocha"])?.("imocha", name), false);
    assert.equal(Object.getOwnPropertyNames(Object.prototype).join(), before);
    assert.equal(({} as { mayRead?: unknown }).mayRead, undefined);
  });
}
