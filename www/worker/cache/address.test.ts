import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { calls, idOf, keyIn, listing, pathOf, state, upstream, worker } from "./edge-cache.fixture.ts";

const UNKEYED = [
  "x-forwarded-host",
  "x-forwarded-scheme",
  "x-forwarded-proto",
  "x-forwarded-port",
  "x-forwarded-prefix",
  "x-forwarded-server",
  "x-forwarded-for",
  "x-host",
  "x-original-url",
  "x-original-host",
  "x-rewrite-url",
  "x-http-method-override",
  "x-http-method",
  "x-method-override",
  "forwarded",
  "true-client-ip",
  "cf-connecting-ip",
  "x-wap-profile",
  "x-amz-website-redirect-location",
  "x-tenant",
  "x-region",
  "region",
  "accept-language",
  "user-agent",
  "referer",
  "cookie",
  "cache-control",
  "pragma",
  "x-cache",
];

describe("what tells listings apart", () => {
  it("is not how an account is spelt", async () => {
    const id = idOf("australia");
    const spellings = [
      id,
      id.toUpperCase(),
      `b.${id}`,
      `b.${id.toUpperCase()}`,
      id.replace("-", "%2d"),
      id.replace("-", "%2D"),
      `%62.${id}`,
      id.replace("7", "%37"),
    ];
    const documents = new Set<string>();
    for (const spelling of spellings) {
      const answer = await worker.ask(pathOf(spelling, "?region=AUS"));
      assert.equal(answer.status, 200, spelling);
      documents.add(`${answer.headers.get("etag")} ${await answer.text()}`);
    }
    assert.equal(documents.size, 1);
    assert.equal(calls(upstream, "australia"), 1);
  });

  it("is the region: an account that one does not have is not gone from the other", async () => {
    const codes = [];
    for (const query of ["", "?region=EMEA", "?region=US", "?region=EMEA", ""]) {
      const answer = await worker.ask(listing("emea", query));
      codes.push(`${answer.status} ${state(answer)}`);
    }
    assert.deepEqual(codes, ["404 MISS", "200 MISS", "404 MISS", "200 HIT", "404 HIT"]);
  });

  it("is no header that a caller sends", async () => {
    const plain = await (await worker.ask(listing("construction"))).text();
    const canary = "evil-canary.example";
    for (const name of UNKEYED) {
      const value = /method/.test(name) ? "POST" : /url|path|uri/.test(name) ? `/${canary}` : canary;
      const answer = await worker.ask(listing("construction"), { headers: { [name]: value } });
      assert.equal(state(answer), "HIT", name);
      assert.ok(![...answer.headers].join().includes(canary), name);
      assert.equal(await answer.text(), plain, name);
    }
    assert.equal(calls(upstream, "construction"), 1);
  });
});

describe("a deceptive address", () => {
  const suffixes = [
    "/x.css",
    "/.css",
    ".css",
    ".js",
    "/",
    "//",
    ";.js",
    ";x.css",
    "%2fx.css",
    "%2f..%2fx.css",
    "%3bx.css",
    "%00.css",
    "%0a.css",
    "%23.css",
    "%3f.css",
    "%20",
    ".",
    "/..%2f",
    "?x.css",
    "?region=US&x=.css",
  ];
  for (const suffix of suffixes) {
    it(`with ${suffix} at its end has no listing`, async () => {
      await (await worker.ask(listing("hostile"))).text();
      const answer = await worker.ask(listing("hostile") + suffix);
      assert.ok([400, 404].includes(answer.status), String(answer.status));
      assert.equal(answer.headers.get("cache-control"), "no-store");
      assert.ok(!(await answer.text()).includes('"units"'));
    });
  }

  it("of the cache itself is not there", async () => {
    const key = await keyIn(upstream, "construction");
    assert.equal((await worker.ask(`/__c/v1/${key}`)).status, 404);
  });
});
