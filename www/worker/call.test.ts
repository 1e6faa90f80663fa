import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree } from "business-units";
import type { Context } from "hono";
import { AUTODESK_ACCOUNTS } from "../sandbox/catalog.ts";
import { callOf } from "./call.ts";
import { isFreed, sandbox } from "./edge.fixture.ts";
import type { App, Env } from "./env.ts";
import handler from "./index.ts";
import { listing } from "./listing.ts";

const upstream = await sandbox();

const duties: Promise<unknown>[] = [];
const context = {
  waitUntil: (duty: Promise<unknown>) => void duties.push(duty),
  passThroughOnException() {},
  props: {},
};

async function ask(path: string, init: RequestInit, env: Env = { SANDBOX_URL: upstream.url }) {
  return handler.fetch(new Request(`http://edge.example${path}`, init), env, context);
}

for (const account of ["slowHeaders", "slowBody"] as const) {
  const paths = {
    Autodesk: `/api/autodesk/accounts/${AUTODESK_ACCOUNTS[account].accountId}/business-units`,
    iMocha: `/api/imocha/business-units?account=${account}`,
  };
  for (const [service, path] of Object.entries(paths)) {
    test(`a caller who leaves ends the call to ${service} that waits for ${account}`, async () => {
      const leaving = new AbortController();
      const answer = ask(path, { signal: leaving.signal });
      const call = await nextListing();
      leaving.abort();
      const { code } = (await (await answer).json()) as { code: string };
      // Without the signal it would be ERR_TIMEOUT, five seconds later.
      assert.equal(code, "ERR_INTERNAL");
      assert.equal(await call.settled, "cut");
    });
  }
}

/** The next request for a listing that reaches the sandbox. */
async function nextListing() {
  const before = upstream.requests.length;
  for (;;) {
    const found = upstream.requests.slice(before).find(({ method }) => method === "GET");
    if (found) return found;
    await new Promise(setImmediate);
  }
}

test("a call has the platform's waitUntil for what outlives the answer", async () => {
  duties.length = 0;
  const duty = Promise.resolve();
  callOf({
    req: { raw: new Request("http://edge.example") },
    executionCtx: context,
  } as Context<App>).waitUntil(duty);
  assert.deepEqual(duties, [duty]);
});

test("a listing is written on the platform's waitUntil, until its reader has all or leaves", async () => {
  for (const end of ["text", "leave"] as const) {
    duties.length = 0;
    const answer = await ask("/api/imocha/business-units?account=documented", {});
    assert.equal(duties.length, 1);
    await (end === "text" ? answer.text() : answer.body?.cancel());
    await duties[0];
  }
});

test("HEAD frees the tree whose rows nobody will read", () => {
  const tree = buildTree([{ id: "1", parentId: null }]);
  const answer = listing({ req: { method: "HEAD" } } as Context<App>, tree, null);
  assert.equal(answer.body, null);
  assert.ok(isFreed(tree));
});

test("all requests of an isolate share one token, whichever environment they come with", async () => {
  const { accountId } = AUTODESK_ACCOUNTS.documented;
  const lonely = await sandbox();
  const mints = () => lonely.requests.filter(({ url }) => url === "/authentication/v2/token").length;
  duties.length = 0;
  for (const env of [{ SANDBOX_URL: lonely.url }, { SANDBOX_URL: lonely.url }]) {
    for (let n = 0; n < 2; n++) {
      await (await ask(`/api/autodesk/accounts/${accountId}/business-units`, {}, env)).text();
    }
  }
  assert.equal(mints(), 1);
  // The mint, and the writing of four listings.
  assert.equal(duties.length, 5);
});
