import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { request } from "node:http";
import { describe, it } from "node:test";
import { SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../sandbox/catalog.ts";
import { carriedTo, edge, sandbox } from "../edge.fixture.ts";
import {
  calls,
  eventually,
  folder,
  listing,
  started,
  state,
  upstream,
  worker,
} from "./edge-cache.fixture.ts";

describe("a conditional request", () => {
  it("is 304 with what a cache needs, and without a document", async () => {
    const whole = await worker.ask(listing("construction"));
    const tag = whole.headers.get("etag") ?? "";
    await whole.text();
    for (const header of [tag, `W/${tag}`, `"x", ${tag}`, "*"]) {
      for (const method of ["GET", "HEAD"]) {
        const answer = await worker.ask(listing("construction"), {
          method,
          headers: { "if-none-match": header },
        });
        assert.equal(answer.status, 304);
        assert.equal(await answer.text(), "");
        assert.equal(answer.headers.get("etag"), tag);
        assert.equal(answer.headers.get("cache-control"), "private, no-cache");
        assert.match(answer.headers.get("vary") ?? "", /Authorization/);
        assert.ok(Date.parse(answer.headers.get("date") ?? "") > 0);
      }
    }
    const other = await worker.ask(listing("construction"), { headers: { "if-none-match": '"x"' } });
    assert.equal(other.status, 200);
    await other.text();
  });

  it("is refused before it is compared", async () => {
    const key = "bu_the-key-of-a-caller";
    const API_KEYS = createHash("sha256").update(key).digest("hex");
    const locked = await started(upstream, { API_KEYS });
    const authorization = `Bearer ${key}`;
    await (await locked.ask(listing("documented"), { headers: { authorization } })).text();
    for (const init of [{}, { headers: { "if-none-match": "*" } }, { method: "HEAD" }]) {
      const answer = await locked.ask(listing("documented"), init);
      assert.deepEqual([answer.status, answer.headers.get("etag"), state(answer)], [401, null, null]);
      await answer.text();
    }
  });

  it("names the same tag in every isolate", async () => {
    const fresh = await started(await sandbox());
    const tags = await Promise.all(
      [worker, fresh].map(async (one) => {
        const answer = await one.ask(listing("construction"));
        await answer.text();
        return answer.headers.get("etag");
      }),
    );
    assert.equal(tags[0], tags[1]);
  });
});

describe("a request of another kind", () => {
  it("with HEAD has the headers of GET", async () => {
    const told = async (method: string) => {
      const answer = await worker.ask(listing("construction"), { method });
      await answer.text();
      return ["etag", "x-cache", "content-type", "cache-control", "vary"].map((name) =>
        answer.headers.get(name),
      );
    };
    assert.deepEqual(await told("HEAD"), await told("GET"));
  });

  it("for a part is answered with the whole", async () => {
    const tag = (await worker.ask(listing("construction"), { method: "HEAD" })).headers.get("etag") ?? "";
    for (const headers of [{ range: "bytes=0-9" }, { range: "bytes=0-9", "if-range": tag }]) {
      const answer = await worker.ask(listing("construction"), { headers });
      assert.deepEqual([answer.status, answer.headers.get("content-range")], [200, null]);
      assert.ok((await answer.text()).length > 1_000);
    }
  });

  it("is refused with any other method, and touches no entry", async () => {
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PURGE"]) {
      const answer = await worker.ask(listing("construction"), { method });
      assert.equal(answer.status, 405, method);
      await answer.text();
    }
    assert.equal(state(await worker.ask(listing("construction"))), "HIT");
  });
});

describe("a worker that keeps nothing", () => {
  it("asks for every caller, and says BYPASS", async () => {
    const lonely = await sandbox();
    const fresh = await started(lonely, { CACHE_WINDOWS: "0 0 0" });
    for (let nth = 0; nth < 2; nth++) {
      const answer = await fresh.ask(listing("documented"));
      assert.equal(state(answer), "BYPASS");
      await answer.text();
    }
    assert.equal(calls(lonely, "documented"), 2);
  });

  for (const settings of [
    { CACHE_WINDOWS: "1" },
    { CACHE_KEY: "short" },
    { CACHE_HOST: "a b" },
    { PACE_PER_MINUTE: "0" },
  ]) {
    it(`because of ${JSON.stringify(settings)} says what is wrong`, async () => {
      const answer = await (await started(upstream, settings)).ask(listing("documented"));
      const { code, detail } = (await answer.json()) as { code: string; detail: string };
      assert.equal(code, "NOT_CONFIGURED");
      assert.match(detail, new RegExp(`^${Object.keys(settings)[0]} `));
    });
  }
});

describe("a reader who leaves in workerd", () => {
  it("does not take along the listing that another one waits for", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const asked: URL[] = [];
    const carried = carriedTo(upstream.url, asked);
    const API_KEYS = createHash("sha256").update("bu_key").digest("hex");
    const network: typeof carried = async (request) => {
      if (!request.url.endsWith("/token")) await gate;
      return carried(request);
    };
    const real = { APS_CLIENT_ID: SANDBOX_CLIENT_ID, APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET, API_KEYS };
    const held = await edge({ worker: folder, settings: real, network });
    const headers = { authorization: "Bearer bu_key" };
    const first = request(new URL(listing("documented"), held.url), { headers });
    first.on("error", () => {});
    first.end();
    await eventually(async () => asked.some(({ pathname }) => pathname.endsWith("/token")));
    const second = held.ask(listing("documented"), { headers });
    first.destroy();
    open();
    const answer = await second;
    assert.equal(answer.status, 200);
    assert.equal(((await answer.json()) as { units: unknown[] }).units.length, 2);
  });
});
