import assert from "node:assert/strict";
import { test } from "node:test";
import { Hono } from "hono";
import { AUTODESK_ACCOUNTS } from "../../sandbox/catalog.ts";
import type { App } from "../context.ts";
import { sandbox } from "../edge.fixture.ts";
import { listingRoutes } from "../listing-routes.ts";
import { autodesk } from "../providers/autodesk.ts";
import { timed } from "../server-timing.ts";

const upstream = await sandbox();
const path = `/api/autodesk/accounts/${AUTODESK_ACCOUNTS.documented.accountId}/business-units`;
const context = { waitUntil() {}, passThroughOnException() {}, props: {} };

/** Asks for the listing as a caller of this tenant. */
async function ask(tenant: string): Promise<string | null> {
  const app = new Hono<App>();
  app.use(timed, async (c, next) => {
    c.set("principal", { id: "somebody", tenant, mayRead: () => true });
    c.set("accounts", [
      { provider: "autodesk", id: AUTODESK_ACCOUNTS.documented.accountId, region: undefined },
    ]);
    await next();
  });
  app.route("/", listingRoutes(autodesk));
  const answer = await app.request(path, {}, { SANDBOX_URL: upstream.url }, context);
  await answer.text();
  return answer.headers.get("x-cache");
}

test("two tenants do not share what is kept of one account, and each has its own", async () => {
  const states = [];
  for (const tenant of ["one", "two", "one", "two", "one"]) states.push(await ask(tenant));
  assert.deepEqual(states, ["MISS", "MISS", "HIT", "HIT", "HIT"]);
});
