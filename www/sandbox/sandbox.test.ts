import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { text } from "./answer.ts";
import {
  AUTODESK_ACCOUNTS,
  IMOCHA_ACCOUNTS,
  SANDBOX_CLIENT_ID,
  SANDBOX_CLIENT_SECRET,
  SANDBOX_TOKEN,
} from "./catalog.ts";
import { send } from "./send.ts";
import { type Sandbox, startSandbox } from "./server.ts";

let sandbox: Sandbox;
let clockMs = 0;

before(async () => {
  sandbox = await startSandbox({ now: () => clockMs });
});
after(() => sandbox.close());

const GRANT = { grant_type: "client_credentials", scope: "account:read" };
const IN_BODY = { client_id: SANDBOX_CLIENT_ID, client_secret: SANDBOX_CLIENT_SECRET };
const basic = (secret = SANDBOX_CLIENT_SECRET) => ({
  authorization: `Basic ${Buffer.from(`${SANDBOX_CLIENT_ID}:${secret}`).toString("base64")}`,
});
const bearer = (token = SANDBOX_TOKEN) => ({ authorization: `Bearer ${token}` });

const mint = (form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${sandbox.url}/authentication/v2/token`, {
    method: "POST",
    body: new URLSearchParams(form),
    headers,
  });

const units = (
  accountId: string,
  headers: Record<string, string> = bearer(),
  region = "",
): Promise<Response> =>
  fetch(`${sandbox.url}/hq/v1/${region}accounts/${accountId}/business_units_structure`, { headers });

const imochaUnits = (headers: Record<string, string>, init: RequestInit = {}): Promise<Response> =>
  fetch(`${sandbox.url}/v3/accounts/business-units`, { ...init, headers });

async function minted(form: Record<string, string> = GRANT): Promise<string> {
  const answer = await mint(form, basic());
  return ((await answer.json()) as { access_token: string }).access_token;
}

const NO_SUCH_ACCOUNT = { code: 1004, message: "this account doesn't exist." };

async function assertNoSuchAccount(answer: Response): Promise<void> {
  assert.equal(answer.status, 404);
  assert.deepEqual(await answer.json(), NO_SUCH_ACCOUNT);
}

describe("the token endpoint", () => {
  it("grants a token for Basic credentials", async () => {
    const answer = await mint(GRANT, basic());
    const { access_token, ...rest } = (await answer.json()) as Record<string, unknown>;
    assert.equal(answer.status, 200);
    assert.match(String(access_token), /^[\x21-\x7e]+$/);
    assert.deepEqual(rest, { token_type: "Bearer", expires_in: 3599 });
    assert.ok(answer.headers.get("x-ads-request-id"));
  });

  it("grants a token for credentials in the body", async () => {
    assert.equal((await mint({ ...GRANT, ...IN_BODY })).status, 200);
  });

  it("refuses credentials in both places", async () => {
    assert.equal((await mint({ ...GRANT, ...IN_BODY }, basic())).status, 400);
  });

  const refused: [
    what: string,
    form: Record<string, string>,
    headers: Record<string, string>,
    error: string,
  ][] = [
    ["a wrong secret", GRANT, basic("wrong"), "invalid_client"],
    ["a wrong secret in the body", { ...GRANT, ...IN_BODY, client_secret: "wrong" }, {}, "invalid_client"],
    ["no credentials", GRANT, {}, "invalid_client"],
    ["another grant", { ...GRANT, grant_type: "password" }, basic(), "unsupported_grant_type"],
    ["an unknown scope", { ...GRANT, scope: "account:own" }, basic(), "invalid_scope"],
  ];
  for (const [what, form, headers, error] of refused) {
    it(`refuses ${what}`, async () => {
      const answer = await mint(form, headers);
      assert.equal(answer.status, error === "invalid_client" ? 401 : 400);
      assert.equal(((await answer.json()) as { error: string }).error, error);
    });
  }

  it("refuses a request without a scope", async () => {
    assert.equal((await mint({ grant_type: "client_credentials" }, basic())).status, 400);
  });

  it("refuses a body that is not a form", async () => {
    assert.equal((await mint(GRANT, { ...basic(), "content-type": "application/json" })).status, 400);
  });
});

describe("Autodesk's units", () => {
  const { documented, emea, australia } = AUTODESK_ACCOUNTS;

  it("are given for a minted token until it expires", async () => {
    const token = await minted();
    clockMs += 3_598_999;
    const inTime = await units(documented.accountId, bearer(token));
    clockMs += 1;
    const tooLate = await units(documented.accountId, bearer(token));
    assert.deepEqual([inTime.status, tooLate.status], [200, 401]);
  });

  it("are given for the fixed token, with a request id of their own", async () => {
    const answers = [await units(documented.accountId), await units(documented.accountId)];
    const ids = answers.map((answer) => answer.headers.get("x-ads-request-id"));
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [200, 200],
    );
    assert.ok(ids[0] && ids[1] && ids[0] !== ids[1]);
  });

  it("are refused without a token, with another scheme and with an unknown token", async () => {
    const headers = [{}, basic(), bearer("unknown")];
    const answers = await Promise.all(headers.map((each) => units(documented.accountId, each)));
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [401, 401, 401],
    );
  });

  it("are forbidden to a token without account:read", async () => {
    const token = await minted({ ...GRANT, scope: "data:read account:write" });
    assert.equal((await units(documented.accountId, bearer(token))).status, 403);
  });

  it("are not there for an unknown account, nor for a hub id", async () => {
    await assertNoSuchAccount(await units("11111111-1111-4111-8111-111111111111"));
    await assertNoSuchAccount(await units(`b.${documented.accountId}`));
  });

  const regions: [
    what: string,
    accountId: string,
    region: string | undefined,
    path: string,
    found: boolean,
  ][] = [
    ["a US account without a region", documented.accountId, undefined, "", true],
    ["a US account in US", documented.accountId, "US", "", true],
    ["a US account in EMEA", documented.accountId, "EMEA", "", false],
    ["a US account on the EU path", documented.accountId, undefined, "regions/eu/", false],
    ["a US account in US on the EU path", documented.accountId, "US", "regions/eu/", false],
    ["an EMEA account in EMEA", emea.accountId, "EMEA", "", true],
    ["an EMEA account on the EU path", emea.accountId, undefined, "regions/eu/", true],
    ["an EMEA account in EMEA on the EU path", emea.accountId, "EMEA", "regions/eu/", true],
    ["an EMEA account without a region", emea.accountId, undefined, "", false],
    ["an EMEA account in US on the EU path", emea.accountId, "US", "regions/eu/", false],
    ["an Australian account in AUS", australia.accountId, "AUS", "", true],
    ["an Australian account in APAC", australia.accountId, "APAC", "", true],
    ["an Australian account in EMEA", australia.accountId, "EMEA", "", false],
    ["an Australian account on the EU path", australia.accountId, "AUS", "regions/eu/", false],
    ["a US account in a region that is none", documented.accountId, "MOON", "", false],
  ];
  for (const [what, accountId, region, path, found] of regions) {
    it(`are ${found ? "" : "not "}there for ${what}`, async () => {
      const headers = region === undefined ? bearer() : { ...bearer(), region };
      const answer = await units(accountId, headers, path);
      if (found) assert.equal(answer.status, 200);
      else await assertNoSuchAccount(answer);
    });
  }
});

describe("a refusing account", () => {
  const { badRequest, unauthorized, forbidden, notFound, conflict, unprocessable } = AUTODESK_ACCOUNTS;
  const { rateLimited, serverError, unavailable } = AUTODESK_ACCOUNTS;
  const jsonOf = async (answer: Response) => (await answer.json()) as Record<string, unknown>;

  const shapes: [
    account: { accountId: string },
    status: number,
    check: (answer: Response) => Promise<void>,
  ][] = [
    [
      badRequest,
      400,
      async (answer) =>
        assert.deepEqual(Object.keys(await jsonOf(answer)), [
          "developerMessage",
          "userMessage",
          "errorCode",
          "more info",
        ]),
    ],
    [
      unauthorized,
      401,
      async (answer) => {
        assert.equal(await answer.text(), "");
        assert.ok(answer.headers.get("x-ads-troubleshooting"));
      },
    ],
    [
      forbidden,
      403,
      async (answer) => {
        assert.equal(answer.headers.get("content-type"), "text/plain");
        assert.match(await answer.text(), /^Access denied/);
      },
    ],
    [notFound, 404, async (answer) => assert.deepEqual(await answer.json(), NO_SUCH_ACCOUNT)],
    [conflict, 409, async (answer) => assert.deepEqual(Object.keys(await jsonOf(answer)), ["errors"])],
    [
      unprocessable,
      422,
      async (answer) => assert.deepEqual(Object.keys(await jsonOf(answer)), ["jsonapi", "errors"]),
    ],
    [
      rateLimited,
      429,
      async (answer) => {
        assert.equal(answer.headers.get("retry-after"), "2");
        assert.equal(await answer.text(), '{"developerMessage":"Quota limit exceeded."}');
      },
    ],
    [serverError, 500, async (answer) => assert.ok(Array.isArray((await jsonOf(answer)).errors))],
    [unavailable, 503, async (answer) => assert.equal(answer.headers.get("content-type"), "text/html")],
  ];
  for (const [{ accountId }, status, check] of shapes) {
    it(`answers ${status} in its documented shape`, async () => {
      const answer = await units(accountId);
      assert.equal(answer.status, status);
      assert.ok(answer.headers.get("x-ads-request-id"));
      await check(answer);
    });
  }

  it("exists for every status that the catalog promises", async () => {
    for (const { accountId, expect } of Object.values(AUTODESK_ACCOUNTS)) {
      if ("status" in expect) assert.equal((await units(accountId)).status, expect.status);
    }
  });
});

describe("iMocha's units", () => {
  it("are refused without a key and with an unknown one, in the gateway's words", async () => {
    const [missing, empty, unknown] = await Promise.all(
      [{}, { "x-api-key": "" }, { "x-api-key": "unknown" }].map(async (headers: Record<string, string>) => {
        const answer = await imochaUnits(headers);
        assert.equal(answer.status, 401);
        return (await answer.json()) as { statusCode: number; message: string };
      }),
    );
    assert.match(missing?.message ?? "", /^Access denied due to missing subscription key\. /);
    assert.deepEqual(empty, missing);
    assert.match(unknown?.message ?? "", /^Access denied due to invalid subscription key\. /);
    assert.equal(unknown?.statusCode, 401);
  });

  const shapes: Record<number, RegExp> = {
    400: /^\{"errors":\["/,
    401: /^\{"statusCode":401,"message":"Access denied due to invalid subscription key\. /,
    403: /^\{"statusCode":403,"message":"Out of call volume quota\. /,
    404: /^\{"statusCode":404,/,
    429: /^\{"statusCode":429,"message":"Rate limit is exceeded\. Try again in 2 seconds\."\}$/,
    500: /^\{"statusCode":500,/,
  };
  for (const { apiKey, expect } of Object.values(IMOCHA_ACCOUNTS)) {
    if (!("status" in expect)) continue;
    it(`are refused with ${expect.status} for its key`, async () => {
      const answer = await imochaUnits({ "x-api-key": apiKey });
      assert.equal(answer.status, expect.status);
      assert.match(await answer.text(), shapes[expect.status ?? 0] as RegExp);
      assert.equal(answer.headers.has("retry-after"), [403, 429].includes(expect.status ?? 0));
    });
  }
});

describe("every answer", () => {
  const paths = [
    "/authentication/v2/token",
    `/hq/v1/accounts/${AUTODESK_ACCOUNTS.documented.accountId}/business_units_structure`,
    `/hq/v1/regions/eu/accounts/${AUTODESK_ACCOUNTS.emea.accountId}/business_units_structure`,
    "/v3/accounts/business-units",
  ];

  it("is 405 for a method that the path does not have", async () => {
    for (const path of paths) {
      const answer = await fetch(sandbox.url + path, { method: "DELETE" });
      assert.equal(answer.status, 405, path);
      assert.match(answer.headers.get("allow") ?? "", /^(GET|POST), OPTIONS$/);
    }
  });

  it("is 404 for a path that neither service has", async () => {
    for (const path of ["/", "//", "/hq/v1/accounts//business_units_structure", `${paths[1]}/`, "/v3/%zz"]) {
      assert.equal((await fetch(sandbox.url + path)).status, 404, path);
    }
  });

  it("may be read by any page, refusals included", async () => {
    for (const path of [...paths, "/nowhere"]) {
      const { headers } = await fetch(sandbox.url + path);
      assert.equal(headers.get("access-control-allow-origin"), "*", path);
      assert.equal(headers.get("access-control-expose-headers"), "retry-after, x-ads-request-id", path);
    }
  });

  it("permits a page's preflight, without a body", async () => {
    for (const path of paths) {
      const answer = await fetch(sandbox.url + path, { method: "OPTIONS" });
      assert.equal(answer.status, 204);
      assert.equal(
        answer.headers.get("access-control-allow-headers"),
        "authorization, region, x-api-key, content-type",
      );
      assert.equal(await answer.text(), "");
    }
  });
});

describe("the record of requests", () => {
  it("holds the newest last, as they arrived", async () => {
    await imochaUnits({ "x-api-key": "recorded" });
    const last = sandbox.requests.at(-1);
    assert.deepEqual([last?.method, last?.url], ["GET", "/v3/accounts/business-units"]);
    assert.equal(last?.headers["x-api-key"], "recorded");
    assert.equal(await last?.settled, "answered");
  });

  it("holds a thousand at most", async () => {
    const other = await startSandbox();
    for (let nth = 0; nth < 1003; nth += 1) await (await fetch(`${other.url}/${nth}`)).text();
    assert.equal(other.requests.length, 1000);
    assert.deepEqual([other.requests[0]?.url, other.requests[999]?.url], ["/3", "/1002"]);
    await other.close();
  });
});

describe("an account that stalls", () => {
  const { slowHeaders, slowBody } = AUTODESK_ACCOUNTS;

  it("takes the request and answers nothing until the client goes", async () => {
    const reason = new Error("enough");
    const leaving = new AbortController();
    const url = `${sandbox.url}/hq/v1/accounts/${slowHeaders.accountId}/business_units_structure`;
    const before = sandbox.requests.length;
    const answer = fetch(url, { headers: bearer(), signal: leaving.signal });
    while (sandbox.requests.length === before) await new Promise(setImmediate);
    leaving.abort(reason);
    await assert.rejects(answer, reason);
    assert.equal(await sandbox.requests.at(-1)?.settled, "cut");
  });

  it("sends half a body and nothing more", async () => {
    const answer = await units(slowBody.accountId);
    const { settled } = sandbox.requests.at(-1) ?? assert.fail("no request was recorded");
    const reader = answer.body?.getReader();
    const half = new TextDecoder().decode((await reader?.read())?.value);
    const rest = reader?.read();
    const whole = await (await units(AUTODESK_ACCOUNTS.documented.accountId)).text();
    assert.equal(await Promise.race([rest, "nothing yet"]), "nothing yet");
    assert.equal(half, whole.slice(0, whole.length / 2));
    await reader?.cancel();
    assert.equal(await settled, "cut");
  });

  it("does both for iMocha too, and does not hold up the sandbox's end", async () => {
    const other = await startSandbox();
    const keys = [IMOCHA_ACCOUNTS.slowHeaders.apiKey, IMOCHA_ACCOUNTS.slowBody.apiKey];
    const ask = (apiKey: string | undefined) =>
      fetch(`${other.url}/v3/accounts/business-units`, { headers: { "x-api-key": apiKey ?? "" } });
    const silent = assert.rejects(ask(keys[0]));
    const half = await ask(keys[1]);
    while (other.requests.length < 2) await new Promise(setImmediate);
    await other.close();
    await Promise.all([silent, assert.rejects(half.text())]);
    await other.close();
  });
});

describe("a long answer", () => {
  it("is made no faster than it is read, and no longer than somebody reads", async () => {
    const CHUNK = "x".repeat(64 * 1024);
    let made = 0;
    let ended: () => void = () => {};
    const stopped = new Promise<void>((resolve) => {
      ended = resolve;
    });
    function* endless(): Generator<string> {
      try {
        // Far more than lies between two sockets of any machine.
        for (; made < 2 ** 30; made += CHUNK.length) yield CHUNK;
      } finally {
        ended();
      }
    }
    const answer = { ...text(200, "text/plain", ""), chunks: endless() };
    const server = createServer((_request, response) => {
      send(response, answer, {}).catch(() => response.destroy());
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const request = get({ port: (server.address() as AddressInfo).port, host: "127.0.0.1" });
    const [response] = await once(request, "response");
    await once(response, "data");
    response.destroy();
    await stopped;
    assert.ok(made < 2 ** 30, "all of it was made for a reader of one chunk");
    await new Promise((resolve) => server.close(resolve));
  });
});
