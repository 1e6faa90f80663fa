import { autodeskToken, BusinessUnitsError, fetchAutodeskUnits, fetchImochaUnits } from "business-units";
import QUnit from "qunit";
import { answering, failureOf } from "./world.ts";

const CANARY = "Canary7Secret9Value";
const ECHO = `you sent ${CANARY}, did you not?`;

const silence: typeof fetch = () => new Promise(() => undefined);
const listing = (text: string) => answering(`{"business_units":[${text}`);

const FAILURES: Record<string, typeof fetch> = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 409, 422, 429, 500, 503].map((status) => [
      `status ${status}`,
      answering(JSON.stringify({ message: ECHO }), { status, headers: { "x-ads-request-id": "r-1" } }),
    ]),
  ),
  "status 401 in a header": answering(null, { status: 401, headers: { "x-ads-troubleshooting": ECHO } }),
  "a redirect": answering(null, { status: 302, headers: { location: `https://evil.example/${CANARY}` } }),
  "escapes of any kind": answering(
    `{"message":"${[...CANARY].map((c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`).join("")}"}`,
    { status: 403 },
  ),
  "a URL in text": answering(`/?key=%43anary7%53ecret9Value`, {
    status: 403,
    headers: { "content-type": "text/plain" },
  }),
  "plain text": answering(ECHO, { status: 403, headers: { "content-type": "text/plain" } }),
  "text that is no JSON": answering(ECHO),
  "JSON of another shape": answering(JSON.stringify({ message: ECHO })),
  "a list that is cut": listing(`{"id":"${CANARY}`),
  "a list of another shape": listing(`"${CANARY}"]}`),
  "a list that is too large": listing(`{"id":"${CANARY}","name":"${"x".repeat(5_000)}`),
  "a wait that is too long": answering(ECHO, { status: 429, headers: { "retry-after": "3600" } }),
  "a wait that is a secret": answering(ECHO, { status: 503, headers: { "retry-after": CANARY } }),
  "a body that breaks off": async () =>
    new Response(new ReadableStream({ pull: (controller) => controller.error(new Error(ECHO)) })),
  silence,
  "a failing fetch": () => Promise.reject(new TypeError(`cannot send authorization: Bearer ${CANARY}`)),
};

/** The token and the key are nowhere in an error. */
export function secrets(): void {
  QUnit.module("secrets", () => {
    for (const [title, fetch] of Object.entries(FAILURES)) {
      QUnit.test(`the token and the key are not in the error of ${title}`, async (assert) => {
        const accountId = "c8b0c73d-3ae9";
        const often = { fetch, maxAttempts: 2, attemptTimeoutMs: 150, maxBytes: 4_000 };
        const calls = [
          () => fetchAutodeskUnits({ ...often, accountId, token: CANARY }),
          () => fetchAutodeskUnits({ ...often, accountId, token: () => CANARY }),
          () => fetchImochaUnits({ ...often, apiKey: CANARY }),
        ];
        await Promise.all(calls.map((call) => checkFailure(assert, call)));
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
      // Silence would take 12 seconds.
      const failures = Object.values(FAILURES).filter((fetch) => fetch !== silence);
      const checks = failures.map((fetch, n) => {
        // A client of its own, or the first refusal would be remembered.
        const source = autodeskToken({ clientId: "id", clientSecret: CANARY, fetch, scopes: [`n:${n}`] });
        return checkFailure(assert, async () => source({}));
      });
      await Promise.all(checks);
    });
  });
}

async function checkFailure(assert: Assert, work: () => unknown): Promise<void> {
  const thrown = await failureOf(work);
  assert.true(thrown instanceof BusinessUnitsError, String(thrown));
  for (const [channel, text] of Object.entries(channels(thrown as Error))) {
    assert.false(readable(text).includes(CANARY), `${channel} holds the secret`);
    assert.false(text.includes(btoa(`id:${CANARY}`)), `${channel} holds the encoded secret`);
  }
}

/** The text without escapes, as a reader of a log would see it. */
function readable(text: string): string {
  return text.replace(/(?:\\+u00|%)([0-9a-f]{2})/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function channels(error: Error): Record<string, string> {
  return {
    message: error.message,
    text: String(error),
    json: JSON.stringify(error),
    stack: error.stack ?? "",
    properties: everything(error),
    inspected: inspected(error),
  };
}

// Node, Deno and Bun have it; the other runtimes have nothing that shows more than the properties.
function inspected(error: Error): string {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  const util = process?.getBuiltinModule?.("node:util") as
    | { inspect(value: unknown, options: object): string }
    | undefined;
  return util?.inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY }) ?? "";
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
