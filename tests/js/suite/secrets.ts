import { autodeskToken, BusinessUnitsError, fetchAutodeskUnits, fetchImochaUnits } from "business-units";
import QUnit from "qunit";
import { answering, failureOf } from "./world.ts";

const CANARY = "Canary7Secret9Value";
const ECHO = `you sent ${CANARY}, did you not?`;

const FAILURES: Record<string, typeof fetch> = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 409, 422, 429, 500, 503].map((status) => [
      `status ${status}`,
      answering(JSON.stringify({ message: ECHO }), { status, headers: { "x-ads-request-id": "r-1" } }),
    ]),
  ),
  "status 401 in a header": answering(null, { status: 401, headers: { "x-ads-troubleshooting": ECHO } }),
  "a redirect": answering(null, { status: 302, headers: { location: `https://evil.example/${CANARY}` } }),
  "plain text": answering(ECHO, { status: 403, headers: { "content-type": "text/plain" } }),
  "text that is no JSON": answering(ECHO),
  "JSON of another shape": answering(JSON.stringify({ message: ECHO })),
  "a failing fetch": () => Promise.reject(new TypeError(`cannot send authorization: Bearer ${CANARY}`)),
};

/** The token and the key are nowhere in an error. */
export function secrets(): void {
  QUnit.module("secrets", () => {
    for (const [title, fetch] of Object.entries(FAILURES)) {
      QUnit.test(`the token and the key are not in the error of ${title}`, async (assert) => {
        const accountId = "c8b0c73d-3ae9";
        const calls = [
          () => fetchAutodeskUnits({ accountId, token: CANARY, fetch, maxAttempts: 1 }),
          () => fetchImochaUnits({ apiKey: CANARY, fetch, maxAttempts: 1 }),
        ];
        for (const call of calls) await checkFailure(assert, call);
      });
    }

    QUnit.test("a bad token or key is not in the error that refuses it", async (assert) => {
      const bad = `${CANARY}\n`;
      await checkFailure(assert, () => fetchAutodeskUnits({ accountId: "a", token: bad }));
      await checkFailure(assert, () => fetchAutodeskUnits({ accountId: "a", token: () => bad }));
      await checkFailure(assert, () => fetchImochaUnits({ apiKey: bad }));
    });

    if ("window" in globalThis) return;
    QUnit.test("the client secret is not in the error of a mint", async (assert) => {
      for (const [n, fetch] of Object.values(FAILURES).entries()) {
        // A client of its own, or the first refusal would be remembered.
        const source = autodeskToken({ clientId: "id", clientSecret: CANARY, fetch, scopes: [`n:${n}`] });
        await checkFailure(assert, async () => source({}));
      }
    });
  });
}

async function checkFailure(assert: Assert, work: () => unknown): Promise<void> {
  const thrown = await failureOf(work);
  assert.true(thrown instanceof BusinessUnitsError, String(thrown));
  for (const [channel, text] of Object.entries(channels(thrown as Error))) {
    assert.false(text.includes(CANARY), `${channel} holds the secret`);
    assert.false(text.includes(btoa(`id:${CANARY}`)), `${channel} holds the encoded secret`);
  }
}

function channels(error: Error): Record<string, string> {
  return {
    message: error.message,
    text: String(error),
    json: JSON.stringify(error),
    stack: error.stack ?? "",
    properties: everything(error),
  };
}

// All own properties at any depth, those that JSON and loops leave out too.
function everything(value: unknown, seen: Set<unknown> = new Set()): string {
  if (typeof value !== "object" || value === null) return String(value);
  if (seen.has(value)) return "";
  seen.add(value);
  return Reflect.ownKeys(value)
    .map((key) => `${String(key)}: ${everything(Reflect.get(value, key), seen)}`)
    .join("\n");
}
