import { autodeskToken, fetchAutodeskUnits, type TokenSource } from "business-units";
import QUnit from "qunit";
import {
  AUTODESK_ACCOUNTS,
  SANDBOX_CLIENT_ID as clientId,
  SANDBOX_CLIENT_SECRET as clientSecret,
} from "../../../www/sandbox/catalog.ts";
import { answering, codeOf, errorOf, failureOf, recording } from "./world.ts";

const client = { clientId, clientSecret };

const NONSENSE: Record<string, unknown> = {
  "no token": { token_type: "Bearer", expires_in: 3599 },
  "an empty token": { access_token: "", token_type: "Bearer", expires_in: 3599 },
  "a token that is a number": { access_token: 7, token_type: "Bearer", expires_in: 3599 },
  "a token with a line break": { access_token: "a\nb", token_type: "Bearer", expires_in: 3599 },
  "another kind of token": { access_token: "a", token_type: "MAC", expires_in: 3599 },
  "a token that is over already": { access_token: "a", token_type: "Bearer", expires_in: 0 },
  "a list": [],
};

/** Two-legged tokens: minted, kept, and refused to pages. */
export function tokens(sandbox: string): void {
  QUnit.module("autodeskToken", () => {
    if ("window" in globalThis) {
      QUnit.test("it refuses to run in a page, and says why", async (assert) => {
        const error = await errorOf(() => autodeskToken(client));
        assert.strictEqual(error.code, "ERR_OPTION");
        assert.true(/secret/.test(error.message), error.message);
      });
      return;
    }

    QUnit.test("it mints with exactly the documented request", async (assert) => {
      const { fetch, seen } = recording((request) => globalThis.fetch(request));
      const token = await autodeskToken({ ...client, baseUrl: sandbox, fetch })({});
      assert.true(token.startsWith("sandbox-token-"), token);
      assert.deepEqual(
        seen.map(({ method, url, headers, body }) => ({ method, url, headers, body })),
        [
          {
            method: "POST",
            url: `${sandbox}/authentication/v2/token`,
            headers: {
              authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
              "content-type": "application/x-www-form-urlencoded",
            },
            body: "grant_type=client_credentials&scope=account%3Aread",
          },
        ],
      );
    });

    QUnit.test("its token opens the account", async (assert) => {
      const token = autodeskToken({ ...client, baseUrl: sandbox });
      const { accountId } = AUTODESK_ACCOUNTS.documented;
      using tree = await fetchAutodeskUnits({ accountId, token, baseUrl: sandbox });
      assert.strictEqual(tree.size, 2);
    });

    QUnit.test("it asks for the scopes it is given", async (assert) => {
      const { fetch, seen } = recording((request) => globalThis.fetch(request));
      const scopes = ["data:read", "account:read"];
      await autodeskToken({ ...client, scopes, baseUrl: sandbox, fetch })({});
      const form = new URLSearchParams(seen[0]?.body);
      assert.deepEqual(form.get("scope")?.split(" ").sort(), [...scopes].sort());
    });

    QUnit.test("it keeps a token until shortly before it ends", async (assert) => {
      const { source, minted } = counting(1_000);
      await atTime(5_000, async () => assert.strictEqual(await source({}), "token-1"));
      // The time that the mint took is taken off, so the end is a little before 970 seconds.
      await atTime(5_000 + 960_000, async () => assert.strictEqual(await source({}), "token-1"));
      assert.strictEqual(minted(), 1);
      await atTime(5_000 + 970_000, async () => assert.strictEqual(await source({}), "token-2"));
    });

    QUnit.test("it mints anew when the very token it keeps was refused", async (assert) => {
      const { source, minted } = counting(3_599);
      assert.strictEqual(await source({}), "token-1");
      assert.strictEqual(await source({ rejected: "token-0" }), "token-1");
      assert.strictEqual(await source({ rejected: "token-1" }), "token-2");
      assert.strictEqual(await source({ rejected: "token-1" }), "token-2");
      assert.strictEqual(minted(), 2);
    });

    QUnit.test("a mint that fails is not kept", async (assert) => {
      let answers = 0;
      const { fetch } = recording(() =>
        answers++ === 0 ? new Response("{}", { status: 500 }) : mintAnswer("token-2"),
      );
      const source = autodeskToken({ ...client, fetch });
      assert.strictEqual(await codeOf(async () => source({})), "ERR_SERVER");
      assert.strictEqual(await source({}), "token-2");
    });

    QUnit.test("a wrong secret is ERR_UNAUTHORIZED", async (assert) => {
      const source = autodeskToken({ clientId, clientSecret: "wrong", baseUrl: sandbox });
      const error = await errorOf(async () => source({}));
      assert.deepEqual([error.code, error.status], ["ERR_UNAUTHORIZED", 401]);
      assert.strictEqual(error.reason, "The client id or the client secret is not valid.");
    });

    for (const [title, answer] of Object.entries(NONSENSE)) {
      QUnit.test(`a mint that answers ${title} is ERR_TOKEN`, async (assert) => {
        const source = autodeskToken({ ...client, fetch: answering(JSON.stringify(answer)) });
        assert.strictEqual(await codeOf(async () => source({})), "ERR_TOKEN");
      });
    }

    QUnit.test("bad options are ERR_OPTION when it mints", async (assert) => {
      for (const bad of [
        {},
        { clientId: "", clientSecret },
        { clientId: "a:b", clientSecret },
        { clientId },
      ]) {
        const source = autodeskToken(bad as typeof client);
        assert.strictEqual(await codeOf(async () => source({})), "ERR_OPTION");
      }
    });

    QUnit.test("an abort rejects the mint with the very reason", async (assert) => {
      for (const reason of ["enough", null, new RangeError("enough")]) {
        const controller = new AbortController();
        const fetch: typeof globalThis.fetch = () => {
          queueMicrotask(() => controller.abort(reason));
          return new Promise(() => undefined);
        };
        const source = autodeskToken({ ...client, fetch });
        assert.strictEqual(await failureOf(async () => source({ signal: controller.signal })), reason);
        assert.strictEqual(
          await failureOf(async () => source({ signal: AbortSignal.abort(reason) })),
          reason,
        );
      }
    });
  });
}

function mintAnswer(access_token: string, expires_in = 3_599): Response {
  return new Response(JSON.stringify({ access_token, token_type: "Bearer", expires_in }));
}

function counting(lastsSeconds: number): { source: TokenSource; minted: () => number } {
  const { fetch, seen } = recording(() => mintAnswer(`token-${seen.length}`, lastsSeconds));
  return { source: autodeskToken({ ...client, fetch }), minted: () => seen.length };
}

async function atTime(now: number, work: () => Promise<void>): Promise<void> {
  const real = Date.now;
  Date.now = () => now;
  try {
    await work();
  } finally {
    Date.now = real;
  }
}
