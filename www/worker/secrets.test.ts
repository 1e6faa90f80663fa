import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Response as EdgeResponse } from "miniflare";
import {
  AUTODESK_ACCOUNTS,
  IMOCHA_ACCOUNTS,
  SANDBOX_CLIENT_ID,
  SANDBOX_CLIENT_SECRET,
  SANDBOX_TOKEN,
} from "../sandbox/catalog.ts";
import { type Answer, bundle, carriedTo, edge, sandbox } from "./edge.fixture.ts";

const folder = await bundle();
const upstream = await sandbox();
const KEY = "bu_the-key-of-a-caller";
const DIGEST = createHash("sha256").update(KEY).digest("hex");
const asking = { headers: { authorization: `Bearer ${KEY}` } };

const autodeskPaths = Object.entries(AUTODESK_ACCOUNTS)
  .filter(([name]) => name !== "large" && !name.startsWith("slow"))
  .map(([, { accountId }]) => `/api/autodesk/accounts/${accountId}/business-units`);
const imochaNames = Object.keys(IMOCHA_ACCOUNTS).filter((name) => !name.startsWith("slow"));
const imochaPaths = imochaNames.map((name) => `/api/imocha/business-units?account=${name}`);
const otherPaths = ["/healthz", "/api/accounts", "/api/nothing", "/"];

async function everythingIn(answer: Answer): Promise<string> {
  return [...answer.headers].flat().join("\n") + (await answer.text());
}

function assertNone(secrets: readonly string[], text: string, where: string): void {
  for (const secret of secrets) {
    for (const form of [secret, btoa(secret), encodeURIComponent(secret)]) {
      assert.ok(!text.includes(form), `${where} holds ${form}`);
    }
  }
}

test("no answer on the sandbox holds a credential", async () => {
  const worker = await edge({ worker: folder, settings: { SANDBOX_URL: upstream.url } });
  const keys = Object.values(IMOCHA_ACCOUNTS).map(({ apiKey }) => apiKey);
  const secrets = [...keys, SANDBOX_CLIENT_SECRET, SANDBOX_CLIENT_ID, SANDBOX_TOKEN, upstream.url];
  const asked = [...autodeskPaths, ...imochaPaths, ...otherPaths].map(async (path) => {
    assertNone(secrets, await everythingIn(await worker.ask(path)), path);
  });
  await Promise.all(asked);
});

test("no answer of the real services holds a credential or the caller's key", async () => {
  for (const name of ["academy", "badRequest"] as const) {
    const IMOCHA_API_KEY = IMOCHA_ACCOUNTS[name].apiKey;
    const app = { APS_CLIENT_ID: SANDBOX_CLIENT_ID, APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET };
    const settings = { ...app, IMOCHA_API_KEY, API_KEYS: DIGEST };
    const worker = await edge({ worker: folder, settings, network: carriedTo(upstream.url) });
    const secrets = [IMOCHA_API_KEY, SANDBOX_CLIENT_SECRET, SANDBOX_CLIENT_ID, KEY, DIGEST];
    const paths = [...autodeskPaths, "/api/imocha/business-units", ...otherPaths];
    const asked = paths.map(async (path) => {
      assertNone(secrets, await everythingIn(await worker.ask(path, asking)), path);
    });
    await Promise.all(asked);
  }
});

test("a service that repeats what only its token endpoint was sent does not get it to the caller", async () => {
  const app = { APS_CLIENT_ID: "an-app", APS_CLIENT_SECRET: "the-client/secret+of=this-app" };
  const { APS_CLIENT_ID: id, APS_CLIENT_SECRET: secret } = app;
  const IMOCHA_API_KEY = "the-key-of-the-other-service";
  const basic = btoa(`${id}:${secret}`);
  const cutInTwo = "x".repeat(100) + secret;
  let echo = "";
  const network = async ({ url }: { url: string }) => {
    if (url.endsWith("/token")) {
      return EdgeResponse.json({ access_token: "minted", token_type: "Bearer", expires_in: 3599 });
    }
    const headers = { "x-ads-request-id": echo };
    return EdgeResponse.json({ developerMessage: `Refused: ${echo}` }, { status: 400, headers });
  };
  const settings = { ...app, IMOCHA_API_KEY, API_KEYS: DIGEST };
  const worker = await edge({ worker: folder, settings, network });
  const echoes = [id, secret, basic, btoa(secret), encodeURIComponent(secret), IMOCHA_API_KEY, cutInTwo];
  for (const [nth, repeated] of echoes.entries()) {
    echo = repeated;
    // Another account each time: a refusal is remembered for a moment.
    const answer = await worker.ask(autodeskPaths[nth] ?? "", asking);
    assert.equal(answer.status, 502);
    const text = await everythingIn(answer);
    assert.match(text, /"requestId":"\[redacted\]"/);
    assertNone([secret, basic, id, IMOCHA_API_KEY, secret.slice(0, 20)], text, echo);
  }
});

test("a service that repeats a credential in its refusal does not get it to the caller", async () => {
  const IMOCHA_API_KEY = "imocha-key-that-is-repeated";
  const app = { APS_CLIENT_ID: "the-client-id", APS_CLIENT_SECRET: "the-client-secret" };
  const worker = await edge({
    worker: folder,
    settings: { ...app, IMOCHA_API_KEY, API_KEYS: DIGEST },
    network: async (request) => {
      const repeated = [...request.headers].map(([, value]) => value).join(" ") + (await request.text());
      return EdgeResponse.json({ message: `Refused: ${repeated}`, errors: [repeated] }, { status: 400 });
    },
  });
  for (const path of [autodeskPaths[0] ?? "", "/api/imocha/business-units"]) {
    const answer = await worker.ask(path, asking);
    assert.equal(answer.status, 502);
    assertNone([IMOCHA_API_KEY, app.APS_CLIENT_SECRET, KEY], await everythingIn(answer), path);
  }
});
