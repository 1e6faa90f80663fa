import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { connect as connectTls } from "node:tls";
import { type Sandbox, startSandbox } from "../server.ts";
import { AUTHORITY } from "./neighbours.ts";
import { ask, openCase, reportOf } from "./raw.fixture.ts";

const MINT = "/authentication/v2/token";
const LISTING = "/hq/v1/accounts/a/business_units_structure";

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox.close());

const statusOf = async (url: string, init?: RequestInit): Promise<number> => {
  const answer = await fetch(url, init);
  await answer.text();
  return answer.status;
};

describe("a case", () => {
  it("plays its script request by request, and goes on with the last behaviour", async () => {
    const listing = [429, 500].map((status) => ({ does: "refuse", status }) as const);
    const { baseUrl } = await openCase(sandbox.url, { listing: [...listing, { does: "answer" }] });
    const statuses = [];
    for (let nth = 0; nth < 4; nth++) statuses.push(await statusOf(baseUrl + LISTING));
    assert.deepEqual(statuses, [429, 500, 200, 200]);
  });

  it("keeps what it saw: when, which headers, which body, how many bytes it sent, and who ended it", async () => {
    const opened = await openCase(sandbox.url, { listing: [{ does: "fall silent", at: "body" }] });
    const headers = "authorization: Bearer t\r\n";
    await ask(opened.baseUrl, LISTING, { leave: ({ length }) => length > 100, headers });
    await statusOf(opened.baseUrl + MINT, { method: "POST", body: "grant_type=x" });
    const { listing, mint } = await reportOf(sandbox.url, opened);
    assert.equal(listing.length, 1);
    assert.deepEqual([listing[0]?.method, listing[0]?.path], ["GET", LISTING]);
    assert.equal(listing[0]?.headers.authorization, "Bearer t");
    assert.equal(listing[0]?.ended?.by, "client");
    assert.ok((listing[0]?.sentBytes ?? 0) > 100);
    assert.ok((listing[0]?.ended?.atMs ?? -1) >= (listing[0]?.atMs ?? 0));
    assert.deepEqual([mint[0]?.body, mint[0]?.ended?.by], ["grant_type=x", "server"]);
  });

  it("grants one token after another, and refuses those that it is told to", async () => {
    const { baseUrl } = await openCase(sandbox.url, { revoked: ["case-token-1"] });
    const mint = async () => (await (await fetch(baseUrl + MINT, { method: "POST" })).json()) as object;
    assert.deepEqual(await mint(), { access_token: "case-token-1", token_type: "Bearer", expires_in: 3599 });
    assert.equal(Reflect.get(await mint(), "access_token"), "case-token-2");
    const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
    assert.equal(await statusOf(baseUrl + LISTING, bearer("case-token-1")), 401);
    assert.equal(await statusOf(baseUrl + LISTING, bearer("case-token-2")), 200);
  });

  it("may be asked by any page, and no preflight is counted", async () => {
    const opened = await openCase(sandbox.url, {});
    const preflight = await fetch(opened.baseUrl + LISTING, { method: "OPTIONS" });
    assert.equal(preflight.headers.get("connection"), "close");
    const answer = await fetch(opened.baseUrl + LISTING);
    assert.equal(answer.headers.get("access-control-allow-origin"), "*");
    assert.match(answer.headers.get("access-control-expose-headers") ?? "", /date, retry-after/);
    await answer.text();
    assert.equal((await reportOf(sandbox.url, opened)).listing.length, 1);
  });

  it("is there over TLS too, with a certificate of the tests and with one of nobody", async () => {
    const { trustedUrl, untrustedUrl } = await openCase(sandbox.url, {});
    const ca = readFileSync(AUTHORITY);
    const outcomes = [];
    for (const url of [trustedUrl, untrustedUrl]) {
      const { hostname: host, port } = new URL(url);
      const socket = connectTls({ host, port: Number(port), ca });
      outcomes.push(
        await once(socket, "secureConnect").then(
          () => "trusted",
          ({ code }) => code,
        ),
      );
      socket.destroy();
    }
    assert.deepEqual(outcomes, ["trusted", "DEPTH_ZERO_SELF_SIGNED_CERT"]);
  });

  it("is not there under another id", async () => {
    assert.equal(await statusOf(`${sandbox.url}/case/none${LISTING}`), 404);
    assert.equal(await statusOf(`${sandbox.url}/cases/none`), 404);
  });
});
