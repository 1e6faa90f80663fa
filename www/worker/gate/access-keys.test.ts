import assert from "node:assert/strict";
import { test } from "node:test";
import { Certs, teamKey } from "./access.fixture.ts";
import { AccessKeys } from "./access-keys.ts";
import { EMPTY, nextStep } from "./key-cache.ts";

const [one, two] = await Promise.all([teamKey("k1"), teamKey("k2")]);
const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const T0 = 1_900_000_000_000;

/** A team's keys and its address, with what a request would keep alive. */
function team(certs: Certs) {
  const keys = new AccessKeys("acme", certs.fetch);
  const work: Promise<unknown>[] = [];
  const find = async (kid: string, now: number) => {
    try {
      return (await keys.for(kid, now, (promise) => work.push(promise))).map((key) => key.kid).join();
    } catch (thrown) {
      return (thrown as { code?: string }).code;
    }
  };
  return { find, settled: () => Promise.all(work) };
}

test("keys are fetched once, from the team's address, and followed nowhere", async () => {
  const seen: [string, RequestInit][] = [];
  const certs = new Certs(one, two);
  const keys = new AccessKeys("acme", async (url, init) => {
    seen.push([url, init]);
    return certs.fetch();
  });
  for (const kid of ["k1", "k2", "k1"]) await keys.for(kid, T0, () => {});
  assert.equal(seen[0]?.[0], "https://acme.cloudflareaccess.com/cdn-cgi/access/certs");
  assert.equal(seen[0]?.[1].redirect, "manual");
  assert.equal(seen.length, 1);
});

test("a thousand made-up key ids cause one fetch in 30 seconds", async () => {
  const certs = new Certs(one);
  const { find } = team(certs);
  await find("k1", T0);
  for (let i = 0; i < 1_000; i++) assert.equal(await find(`made-up-${i}`, T0 + 29_999), "k1");
  assert.equal(certs.asked, 1);
  for (let i = 0; i < 1_000; i++) await find(`made-up-${i}`, T0 + 30_000);
  assert.equal(certs.asked, 2);
});

test("a hundred cold callers wait for one fetch", async () => {
  const certs = new Certs(one);
  const { find } = team(certs);
  const found = await Promise.all(Array.from({ length: 100 }, () => find("k1", T0)));
  assert.deepEqual(new Set(found), new Set(["k1"]));
  assert.equal(certs.asked, 1);
});

test("a hundred callers whose keys are too old wait for one fetch as well", async () => {
  const certs = new Certs(one);
  const { find } = team(certs);
  await find("k1", T0);
  const found = await Promise.all(Array.from({ length: 100 }, () => find("k1", T0 + 25 * HOUR)));
  assert.deepEqual(new Set(found), new Set(["k1"]));
  assert.equal(certs.asked, 2);
});

test("a key that was added is found at once, when the last fetch is 30 seconds ago", async () => {
  const certs = new Certs(one);
  const { find } = team(certs);
  await find("k1", T0);
  certs.answer = () => certs.with(one, two);
  assert.equal(await find("k2", T0 + 10 * SECOND), "k1");
  assert.equal(await find("k2", T0 + 30 * SECOND), "k1,k2");
});

test("keys that are an hour old are used, and fetched again beside", async () => {
  const certs = new Certs(one);
  const { find, settled } = team(certs);
  await find("k1", T0);
  certs.answer = () => certs.with(two);
  assert.equal(await find("k1", T0 + HOUR - 1), "k1");
  assert.equal(certs.asked, 1);
  assert.equal(await find("k1", T0 + HOUR), "k1");
  await settled();
  assert.equal(await find("k2", T0 + HOUR), "k2");
  assert.equal(certs.asked, 2);
});

const broken: [what: string, answer: () => Response | Promise<Response>][] = [
  ["cannot be reached", () => Promise.reject(new TypeError("fetch failed"))],
  ["fails", () => new Response("no", { status: 500 })],
  [
    "leads elsewhere",
    () => new Response(null, { status: 302, headers: { location: "https://evil.example" } }),
  ],
  ["says nothing", () => new Response(null, { status: 204 })],
  ["sends a page", () => new Response("<html>sign in</html>")],
  ["sends half of it", () => new Response('{"keys":[')],
  ["sends null", () => Response.json(null)],
  ["sends keys that are no list", () => Response.json({ keys: { k1: one.jwk } })],
  ["sends no keys", () => Response.json({ keys: [] })],
  ["sends nulls", () => Response.json({ keys: [null, null] })],
  ["sends secrets instead of keys", () => Response.json({ keys: [{ kty: "oct", kid: "k1", k: "AA" }] })],
  ["sends 10 MB", () => new Response(JSON.stringify({ keys: [one.jwk] }) + " ".repeat(10 * 2 ** 20))],
];

for (const [what, answer] of broken) {
  test(`a team's address that ${what} lets nobody in who is not known, and everybody for a day who is`, async () => {
    const certs = new Certs(one);
    const { find, settled } = team(certs);
    const cold = team(Object.assign(new Certs(), { answer }));
    assert.equal(await cold.find("k1", T0), "ACCESS_UNAVAILABLE");
    await find("k1", T0);
    certs.answer = answer;
    assert.equal(await find("k1", T0 + 23 * HOUR), "k1");
    await settled();
    assert.equal(await find("k1", T0 + 24 * HOUR), "k1");
    assert.equal(await find("k1", T0 + 24 * HOUR + 1), "ACCESS_UNAVAILABLE");
  });
}

test("while there are no keys the address is asked every five seconds, and heals", async () => {
  const certs = new Certs();
  certs.answer = () => new Response("no", { status: 503 });
  const { find } = team(certs);
  for (let at = 0; at < 10_000; at += 100) assert.equal(await find("k1", T0 + at), "ACCESS_UNAVAILABLE");
  assert.equal(certs.asked, 2);
  certs.answer = () => certs.with(one);
  assert.equal(await find("k1", T0 + 10 * SECOND), "k1");
});

test("an address that is silent keeps nobody longer than its time", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const certs = new Certs();
  certs.answer = () => new Promise(() => {});
  const { find } = team(certs);
  const both = Promise.all([find("k1", T0), find("k1", T0)]);
  await Promise.resolve();
  t.mock.timers.tick(3_500);
  assert.deepEqual(await both, ["ACCESS_UNAVAILABLE", "ACCESS_UNAVAILABLE"]);
  certs.answer = () => certs.with(one);
  assert.equal(await find("k1", T0 + 5 * SECOND), "k1");
});

test("what is kept of a key is what it is verified with", async () => {
  const certs = new Certs();
  certs.answer = () => Response.json({ keys: [{ ...one.jwk, d: "private", x5u: "https://evil.example" }] });
  const keys = await new AccessKeys("acme", certs.fetch).for("k1", T0, () => {});
  assert.deepEqual(Object.keys(keys[0] ?? {}).sort(), ["alg", "e", "kid", "kty", "n", "use"]);
});

test("the next step depends on the age of the keys, on the last try, and on the key id", () => {
  const cache = { keys: [one.jwk], fetchedAt: T0, triedAt: T0 };
  const at = (kid: string, ms: number, tried = T0) => nextStep({ ...cache, triedAt: tried }, kid, T0 + ms);
  assert.equal(nextStep(EMPTY, "k1", T0), "refresh first");
  assert.equal(at("k1", 0), "use");
  assert.equal(at("k1", HOUR), "use, and refresh");
  assert.equal(at("k1", HOUR, T0 + HOUR - 1), "use");
  assert.equal(at("k9", 29_999), "use");
  assert.equal(at("k9", 30_000), "refresh first");
  assert.equal(at("k1", 24 * HOUR), "use, and refresh");
  assert.equal(at("k1", 24 * HOUR + 1), "refresh first");
  assert.equal(at("k1", 24 * HOUR + 1, T0 + 24 * HOUR), "use");
  // The clock was set back.
  assert.equal(at("k1", -HOUR), "use, and refresh");
  assert.equal(at("k9", -HOUR), "refresh first");
  assert.equal(at("k9", -SECOND), "use");
});
