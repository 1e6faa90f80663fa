import assert from "node:assert/strict";
import { test } from "node:test";
import { handlerWith } from "../edge.fixture.ts";
import { callerAddress } from "./address.ts";
import { ask, bearing, entry, listingOf, MINE, OTHERS, outcome, REAL, UNKEPT } from "./gate.fixture.ts";
import { asked, bothServices } from "./network.fixture.ts";
import { Rate } from "./rate.ts";

bothServices();

const MINUTE = { count: 60, periodMs: 60_000 };
const T0 = 1_900_000_000_000;
const key = (name: string) => `bu_key-of-${name}`;
const lockedFor = (...names: string[]) => ({
  ...REAL,
  ...UNKEPT,
  API_KEYS: JSON.stringify(names.map((name) => entry(name, [key(name)]))),
});
const times = async (n: number, once: () => Promise<string>) => {
  const all: string[] = [];
  for (let i = 0; i < n; i++) all.push(await once());
  return all;
};
const tally = (all: string[]) =>
  Object.fromEntries([...new Set(all)].map((one) => [one, all.filter((other) => other === one).length]));

test("sixty come at once, the next one a second later, and never more than 119 in a minute", () => {
  const rate = new Rate();
  for (let i = 0; i < 60; i++) assert.equal(rate.take("k", MINUTE, T0), 0);
  assert.equal(rate.take("k", MINUTE, T0), 1_000);
  assert.equal(rate.take("k", MINUTE, T0 + 999), 1);
  assert.equal(rate.take("k", MINUTE, T0 + 1_000), 0);
  let passed = 61;
  for (let at = 1_001; at < 60_000; at++) if (rate.take("k", MINUTE, T0 + at) === 0) passed++;
  assert.equal(passed, 119);
});

test("keys are counted apart, of which a bounded number is kept: the ones asked for last", () => {
  const rate = new Rate(100);
  const once = { count: 1, periodMs: 1_000 };
  for (let i = 0; i < 100_000; i++) rate.take(`k${i}`, once, T0);
  assert.equal(rate.size, 100);
  assert.equal(rate.take("k99999", once, T0), 1_000);
  assert.equal(rate.take("k0", once, T0), 0);
});

test("a clock that is set back keeps nobody out for longer than the period", () => {
  const rate = new Rate();
  for (let i = 0; i < 60; i++) rate.take("k", MINUTE, T0);
  assert.equal(rate.take("k", MINUTE, T0 - 3_600_000), 1_000);
});

test("the sixty-first request of a caller for an account is 429, says when, and reaches nobody", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: T0 });
  const env = lockedFor("eager", "calm");
  const before = asked.length;
  const once = async (name: string, id: string) => outcome(await ask(env, listingOf(id), bearing(key(name))));
  assert.deepEqual(tally(await times(61, () => once("eager", MINE))), {
    200: 60,
    "429 TOO_MANY_REQUESTS": 1,
  });
  const answer = await ask(env, listingOf(MINE.toUpperCase()), bearing(key("eager")));
  assert.equal(answer.headers.get("retry-after"), "1");
  assert.equal(((await answer.json()) as { retryAfterMs: number }).retryAfterMs, 1_000);
  const listings = asked.slice(before).filter((url) => url.includes(MINE));
  assert.equal(listings.length, 60);
  assert.equal(await once("eager", OTHERS), "200", "another account");
  assert.equal(await once("calm", MINE), "200", "another caller");
  t.mock.timers.tick(1_000);
  assert.equal(await once("eager", MINE), "200", "a second later");
});

test("READS_PER_MINUTE is another number, and must be one", async () => {
  const env = { ...lockedFor("two"), READS_PER_MINUTE: "2" };
  const once = async () => outcome(await ask(env, "/api/accounts", bearing(key("two"))));
  assert.deepEqual(await times(3, once), ["200", "200", "429 TOO_MANY_REQUESTS"]);
  for (const wrong of ["0", "-1", "1.5", "many", "1e3", "1000000"]) {
    const answer = await ask({ ...env, READS_PER_MINUTE: wrong }, "/api/accounts", bearing(key("two")));
    assert.equal(await outcome(answer), "503 NOT_CONFIGURED", wrong);
  }
});

test("the eleventh refusal of an address in ten seconds is 429; who has a key is never kept out by it", async (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: T0 });
  const env = lockedFor("neighbour");
  const from =
    (ip: string, headers = {}) =>
    async () =>
      outcome(
        await handlerWith(env).ask("/api/accounts", { headers: { "cf-connecting-ip": ip, ...headers } }),
      );
  assert.deepEqual(tally(await times(12, from("192.0.2.1"))), {
    "401 KEY_REQUIRED": 10,
    "429 TOO_MANY_REQUESTS": 2,
  });
  assert.equal(await from("192.0.2.1", bearing(key("neighbour")))(), "200");
  assert.equal(await from("192.0.2.2")(), "401 KEY_REQUIRED");
  assert.equal(await from("192.0.2.1", { "x-forwarded-for": "192.0.2.9" })(), "429 TOO_MANY_REQUESTS");
  t.mock.timers.tick(1_000);
  assert.equal(await from("192.0.2.1")(), "401 KEY_REQUIRED");
});

test("all addresses of an IPv6 network are one caller, and what is no address is another one", () => {
  const one = ["2001:db8:0:7::1", "2001:DB8::7:0:0:0:1", "2001:0db8:0000:0007:ffff::"].map(callerAddress);
  assert.deepEqual(new Set(one), new Set(["2001:db8:0:7::/64"]));
  assert.equal(callerAddress("2001:db8:0:8::1"), "2001:db8:0:8::/64");
  assert.equal(callerAddress("::1"), "0:0:0:0::/64");
  assert.equal(callerAddress("192.0.2.1"), "192.0.2.1");
  assert.equal(callerAddress("::ffff:192.0.2.1"), "192.0.2.1");
  for (const none of [undefined, "", "x", "192.0.2.1, 192.0.2.2", "a\nb"])
    assert.equal(callerAddress(none), "unknown");
});

test("the platform's counters decide where they are bound, and a fault of theirs is not the caller's", async () => {
  const keys: string[] = [];
  const bound = (success: boolean) => ({
    limit: async ({ key }: { key: string }) => {
      keys.push(key);
      return { success };
    },
  });
  const broken = { limit: () => Promise.reject(new Error("the counter is down")) };
  const env = lockedFor("bound");
  const get = async (extra: object, headers = {}) =>
    outcome(await ask({ ...env, ...extra }, listingOf(MINE), headers));
  const mine = bearing(key("bound"));
  assert.equal(await get({ READ_LIMIT: bound(true) }, mine), "200");
  assert.equal(await get({ READ_LIMIT: bound(false) }, mine), "429 TOO_MANY_REQUESTS");
  assert.equal(await get({ READ_LIMIT: broken }, mine), "200");
  assert.equal(await get({ GUEST_LIMIT: bound(false) }), "429 TOO_MANY_REQUESTS");
  assert.equal(await get({ GUEST_LIMIT: broken }), "401 KEY_REQUIRED");
  assert.equal(keys[0], `key:bound|autodesk:${MINE}`);
  assert.match(keys[2] ?? "", /^guest:[0-9a-f]{16}$/);
});

test("what is refused for its account is not counted, and an open sandbox counts nobody", async () => {
  const env = {
    ...REAL,
    READS_PER_MINUTE: "1",
    API_KEYS: JSON.stringify([entry("narrow", [key("narrow")], ["imocha"])]),
  };
  const once = async () => outcome(await ask(env, listingOf(MINE), bearing(key("narrow"))));
  assert.deepEqual(tally(await times(5, once)), { "403 ACCOUNT_FORBIDDEN": 5 });
  const open = async () => outcome(await ask({ SANDBOX_URL: "http://127.0.0.1:1" }, "/api/accounts"));
  assert.deepEqual(tally(await times(100, open)), { 200: 100 });
});

for (const [what, limit] of [
  ["is silent", () => new Promise<never>(() => {})],
  [
    "throws",
    () => {
      throw new Error("no counter");
    },
  ],
  ["fails", () => Promise.reject(new Error("no counter"))],
] as const) {
  test(`where the platform's counter ${what}, the isolate counts`, async () => {
    const name = `counted ${what}`.replaceAll(" ", "-");
    const env = { ...lockedFor(name), READS_PER_MINUTE: "2", READ_LIMIT: { limit } };
    const once = async () => outcome(await ask(env, listingOf(MINE), bearing(key(name))));
    assert.deepEqual(tally(await times(3, once)), { 200: 2, "429 TOO_MANY_REQUESTS": 1 });
  });
}
