import assert from "node:assert/strict";
import { test } from "node:test";
import type { Context } from "hono";
import { AUTODESK_ACCOUNTS } from "../sandbox/catalog.ts";
import { callOf } from "./call.ts";
import type { App } from "./context.ts";
import { sandbox } from "./edge.fixture.ts";
import type { Env } from "./env.ts";
import handler from "./index.ts";

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

test("all requests of an isolate share one token, whichever environment they come with", async () => {
  const { accountId } = AUTODESK_ACCOUNTS.documented;
  const lonely = await sandbox();
  const mints = () => lonely.requests.filter(({ url }) => url === "/authentication/v2/token").length;
  duties.length = 0;
  const uncached = { SANDBOX_URL: lonely.url, CACHE_WINDOWS: "0 0 0" };
  for (const env of [uncached, { ...uncached }]) {
    for (let n = 0; n < 2; n++) {
      await (await ask(`/api/autodesk/accounts/${accountId}/business-units`, {}, env)).text();
    }
  }
  assert.equal(mints(), 1);
  assert.equal(duties.length, 1);
});
