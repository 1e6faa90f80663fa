import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { bundleServer } from "../build.mjs";
import { AUTODESK_ACCOUNTS } from "../sandbox/catalog.ts";
import { sandbox, temporaryFolder } from "./edge.fixture.ts";
import { entry } from "./gate/gate.fixture.ts";
import type { serving as Serving } from "./serving.ts";

const upstream = await sandbox();
const folder = path.join(await temporaryFolder(), "server");
await bundleServer(folder);
const { serving } = (await import(pathToFileURL(path.join(folder, "index.js")).href)) as {
  serving: typeof Serving;
};

const request = (headers: Record<string, string> = {}) => {
  const at = `/api/autodesk/accounts/${AUTODESK_ACCOUNTS.documented.accountId}/business-units`;
  return new Request(`http://edge.example${at}`, { headers });
};

test("the bundle for servers keeps listings in memory", async () => {
  const answer = serving({ SANDBOX_URL: upstream.url });
  const states = [];
  for (let times = 0; times < 3; times++) states.push((await answer(request())).headers.get("x-cache"));
  assert.deepEqual(states, ["MISS", "HIT", "HIT"]);
});

test("nothing is given to a cache of the runtime, which may be a folder that outlives the process", async (t) => {
  const opened: string[] = [];
  const caches = { open: async (name: string) => Promise.reject(new Error(String(opened.push(name)))) };
  const before = Object.getOwnPropertyDescriptor(globalThis, "caches");
  t.after(() => before && Object.defineProperty(globalThis, "caches", before));
  Object.defineProperty(globalThis, "caches", { value: caches, configurable: true });
  await (await serving({ SANDBOX_URL: upstream.url, CACHE_KEY: "k".repeat(32) })(request())).text();
  assert.deepEqual(opened, []);
});

test("an environment that holds the names of bindings is answered with", async () => {
  const text = { READ_LIMIT: "600", GUEST_LIMIT: "10", PACER: "1", LISTINGS: "x", ASSETS: "x" };
  const answer = serving({ SANDBOX_URL: upstream.url, CACHE_KEY: "e".repeat(32), ...(text as object) });
  assert.equal((await answer(request())).status, 200);
  assert.equal((await answer(new Request("http://edge.example/"))).status, 404);
  const guarded = serving({ ...locked, ...(text as object) });
  assert.equal((await guarded(request(), "203.0.113.9")).status, 401);
});

const locked = { SANDBOX_URL: upstream.url, API_KEYS: JSON.stringify([entry("one", ["bu_serving-test"])]) };

/** How often such a caller may be refused before it is told to wait. */
async function patience(
  headersOf: (nth: number) => Record<string, string>,
  address?: string,
): Promise<number> {
  const answer = serving(locked);
  for (let nth = 0; nth < 30; nth++) {
    if ((await answer(request(headersOf(nth)), address)).status === 429) return nth;
  }
  return Number.POSITIVE_INFINITY;
}

test("callers are told apart by the address that the server knows, and not by one that they make up", async () => {
  const madeUp = (nth: number) => ({ "cf-connecting-ip": `198.51.100.${nth}` });
  assert.equal(await patience(madeUp, "203.0.113.1"), 10);
  assert.equal(await patience(madeUp, "203.0.113.2"), 10);
  assert.equal(await patience(madeUp), 10);
});

test("what no Request can be is refused: a method that a server set on it, and a host that is no name", async () => {
  const answer = serving({ SANDBOX_URL: upstream.url });
  for (const method of ["TRACE", "CONNECT", "BREW"]) {
    const odd = Object.defineProperty(request(), "method", { value: method });
    assert.equal((await answer(odd)).status, 405, method);
  }
  const nowhere = {
    headers: new Headers(),
    get url(): string {
      throw new TypeError("Invalid URL");
    },
  };
  const refused = await answer(nowhere as Request);
  assert.equal(refused.status, 404);
  assert.ok(refused.headers.has("content-security-policy"));
});

test("what fails behind an answer ends no process", async () => {
  const left = new AbortController();
  const answer = serving({ SANDBOX_URL: "http://127.0.0.1:9" })(
    new Request(request(), { signal: left.signal }),
  );
  left.abort();
  await answer.catch(() => {});
  await new Promise(setImmediate);
});
