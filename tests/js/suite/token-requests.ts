import { autodeskToken } from "business-units";
import QUnit from "qunit";
import { SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../../www/sandbox/catalog.ts";
import { countedMint, newClient } from "./mint.ts";
import { codeOf, recording } from "./world.ts";

const sandboxClient = { clientId: SANDBOX_CLIENT_ID, clientSecret: SANDBOX_CLIENT_SECRET };

/** How a token is asked for, and with which options. */
export function tokenRequests(sandbox: string): void {
  QUnit.test("it mints with exactly the documented request", async (assert) => {
    const { fetch, seen } = recording((request) => globalThis.fetch(request));
    const baseUrl = `${sandbox}/`; // the slash makes it a source that no other test shares
    const scopes = ["account:read", "account:write"];
    const token = await autodeskToken({ ...sandboxClient, scopes, baseUrl, fetch })({});
    assert.true(token.startsWith("sandbox-token-"), token);
    assert.deepEqual(
      seen.map(({ method, url, headers, body }) => ({ method, url, headers, body })),
      [
        {
          method: "POST",
          url: `${sandbox}/authentication/v2/token`,
          headers: {
            authorization: `Basic ${btoa(`${SANDBOX_CLIENT_ID}:${SANDBOX_CLIENT_SECRET}`)}`,
            "content-type": "application/x-www-form-urlencoded",
          },
          body: "grant_type=client_credentials&scope=account%3Aread+account%3Awrite",
        },
      ],
    );
  });

  QUnit.test("a rejected token that is no text is ERR_OPTION, and harms nothing", async (assert) => {
    const token = autodeskToken({ ...sandboxClient, baseUrl: sandbox });
    for (const rejected of [5, true, {}, ["t"], 1n]) {
      assert.strictEqual(await codeOf(() => token({ rejected } as object)), "ERR_OPTION", typeof rejected);
    }
    assert.true((await token({})).startsWith("sandbox-token-"));
  });

  QUnit.test("it shows any secret in each of the three ways", async (assert) => {
    const clientSecret = "a:b%c+d e é€";
    const written = "a%3Ab%25c%2Bd+e+%C3%A9%E2%82%AC";
    for (const auth of ["basic", "encodedBasic", "body"] as const) {
      const { clientId } = newClient();
      const { fetch, seen } = countedMint();
      await autodeskToken({ clientId, clientSecret, auth, fetch })({});
      const shown = seen[0]?.headers.authorization?.replace("Basic ", "");
      const decoded = shown && new TextDecoder().decode(Uint8Array.from(atob(shown), (c) => c.charCodeAt(0)));
      const expected = { basic: `${clientId}:${clientSecret}`, encodedBasic: `${clientId}:${written}` };
      assert.strictEqual(decoded, auth === "body" ? undefined : expected[auth]);
      const form = new URLSearchParams(seen[0]?.body);
      assert.strictEqual(form.get("client_secret"), auth === "body" ? clientSecret : null);
    }
  });

  QUnit.test("bad options are ERR_OPTION when it mints, and nothing is sent", async (assert) => {
    const { clientId, clientSecret } = newClient();
    const { fetch, seen } = countedMint();
    for (const bad of [
      {},
      { clientId: "", clientSecret },
      { clientId: "a:b", clientSecret },
      { clientId: `"${clientId}"`, clientSecret },
      { clientId, clientSecret: `'${clientSecret}'` },
      { clientId },
      { clientId, clientSecret: "" },
      { clientId, clientSecret: "a\nb" },
      { clientId, clientSecret, auth: "both" },
      { clientId, clientSecret, auth: ["basic", "body"] },
      { clientId, clientSecret, scopes: ["a b"] },
      { clientId, clientSecret, scopes: "account:read" },
      { clientId, clientSecret, baseUrl: "http://example.com" },
      { clientId, clientSecret, waitUntil: 7 },
    ]) {
      const source = autodeskToken({ ...bad, fetch } as unknown as typeof sandboxClient);
      assert.strictEqual(await codeOf(async () => source({})), "ERR_OPTION", JSON.stringify(bad));
    }
    assert.strictEqual(seen.length, 0);
  });

  QUnit.test("another secret, client, way or address is another token", async (assert) => {
    const client = newClient();
    const { fetch } = countedMint();
    const others = [
      client,
      { ...client, clientSecret: "rotated" },
      newClient(),
      { ...client, auth: "body" as const },
      { ...client, baseUrl: "https://proxy.example/a" },
    ];
    const given = [];
    for (const other of [...others, ...others]) given.push(await autodeskToken({ ...other, fetch })({}));
    const five = [1, 2, 3, 4, 5].map((n) => `token-${n}`);
    assert.deepEqual(given, [...five, ...five]);
  });

  QUnit.test("scopes that are changed later are not those of the source", async (assert) => {
    const { fetch, seen } = countedMint();
    const scopes = ["account:read"];
    const source = autodeskToken({ ...newClient(), fetch, scopes });
    scopes.push("data:write");
    await source({});
    assert.true(seen[0]?.body.endsWith("scope=account%3Aread"), seen[0]?.body);
  });

  QUnit.test(
    "a client or scopes that are no text are refused, token or not, and nothing is sent",
    async (assert) => {
      const client = newClient();
      const { fetch, seen } = countedMint();
      await autodeskToken({ ...client, fetch })({});
      const odd = [
        { clientId: { toString: () => client.clientId } },
        { clientSecret: { toString: () => client.clientSecret } },
        { scopes: "account:read" },
        { scopes: { 0: "account:read", length: 1 } },
      ];
      for (const bad of odd) {
        const source = autodeskToken({ ...client, fetch, ...bad } as never);
        assert.strictEqual(await codeOf(() => source({})), "ERR_OPTION", JSON.stringify(bad));
      }
      assert.strictEqual(seen.length, 1);
    },
  );

  QUnit.test("its options may come from a class", async (assert) => {
    const { clientId, clientSecret } = newClient();
    const { fetch, seen } = countedMint();
    class Client {
      get clientId(): string {
        return clientId;
      }
      get clientSecret(): string {
        return clientSecret;
      }
      get fetch(): typeof globalThis.fetch {
        return fetch;
      }
    }
    assert.strictEqual(await autodeskToken(new Client())({}), "token-1");
    assert.strictEqual(seen.length, 1);
  });
}
