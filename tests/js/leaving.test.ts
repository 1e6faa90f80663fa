import assert from "node:assert/strict";
import { test } from "node:test";
import { autodeskToken, fetchAutodeskUnits, type TokenContext } from "business-units";

// What only Node can tell: which timers are left. The suite has the rest, for every runtime.
const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;

const never = () => new Promise<never>(() => undefined);
const busy: typeof fetch = async () => new Response("{}", { status: 503, headers: { "retry-after": "5" } });
const stalled: typeof fetch = async () => new Response(new ReadableStream());
let clients = 0;
const minting = (fetch: typeof globalThis.fetch) =>
  autodeskToken({ clientId: `leaving-${++clients}`, clientSecret: "s", fetch });

const stages: Record<
  string,
  { fetch?: typeof fetch; token?: (context: TokenContext) => string | Promise<string> }
> = {
  "the wait for a token": { token: never },
  "the wait for a mint": { token: minting(never) },
  "the wait between two attempts of a mint": { token: minting(busy) },
  "the wait for a head": { fetch: never },
  "the wait for a body": { fetch: stalled },
  "the wait between two attempts": { fetch: busy },
};

for (const [stage, { fetch = never, token = () => "t" }] of Object.entries(stages)) {
  test(`an abort in ${stage} leaves no timer`, async () => {
    const before = timers();
    const controller = new AbortController();
    const call = fetchAutodeskUnits({ accountId: "a", token, fetch, signal: controller.signal });
    const settled = call.then(
      () => undefined,
      (reason) => reason,
    );
    for (let n = 0; n < 50; n++) await new Promise(setImmediate);
    assert.ok(timers() > before, "it waits");
    controller.abort("enough");
    assert.equal(await settled, "enough");
    await new Promise(setImmediate);
    assert.equal(timers(), before);
  });
}

test("a call that is through leaves no timer", async () => {
  const before = timers();
  const fetch = async () => new Response('{"business_units":[]}');
  (await fetchAutodeskUnits({ accountId: "a", token: "t", fetch })).free();
  assert.equal(timers(), before);
});
