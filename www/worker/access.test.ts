import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  AUTODESK_ACCOUNTS,
  IMOCHA_ACCOUNTS,
  SANDBOX_CLIENT_ID,
  SANDBOX_CLIENT_SECRET,
} from "../sandbox/catalog.ts";
import { bundle, carriedTo, type Edge, edge, handlerWith, sandbox } from "./edge.fixture.ts";

const folder = await bundle();
const upstream = await sandbox();
const seen: URL[] = [];
const network = carriedTo(upstream.url, seen);

// The sandbox's credentials, handed over as if they were real: the worker cannot tell, and asks the real hosts.
const REAL = {
  APS_CLIENT_ID: SANDBOX_CLIENT_ID,
  APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET,
  IMOCHA_API_KEY: IMOCHA_ACCOUNTS.academy.apiKey,
};
const KEYS = ["bu_first-key-of-the-tests", "bu_second-key-of-the-tests"] as const;
const digest = (key: string) => createHash("sha256").update(key).digest("hex");
const API_KEYS = KEYS.map(digest).join(", ");

const LISTING = `/api/autodesk/accounts/${AUTODESK_ACCOUNTS.documented.accountId}/business-units`;
const ADDRESSES = ["/api/accounts", "/api/imocha/business-units", LISTING, "/api", "/api/nothing"];

const start = (settings: Record<string, string>) => edge({ worker: folder, settings, network });
const bearing = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const guarded = await start({ ...REAL, API_KEYS });

let callers = 0;

/** Each from an address of its own: refusals are limited by address. */
async function refusal(
  worker: Edge,
  path: string,
  init: { headers?: Record<string, string> } = {},
): Promise<[number, string]> {
  const from = { "cf-connecting-ip": `203.0.${callers >> 8}.${callers++ & 255}` };
  const answer = await worker.ask(path, { headers: { ...init.headers, ...from } });
  return [answer.status, ((await answer.json()) as { code: string }).code];
}

test("a worker with real credentials answers nobody until API_KEYS is set", async () => {
  for (const name of Object.keys(REAL) as (keyof typeof REAL)[]) {
    const open = handlerWith({ [name]: REAL[name], SANDBOX_URL: upstream.url });
    for (const path of ADDRESSES) {
      assert.deepEqual(await refusal(open, path, bearing(KEYS[0])), [503, "NOT_PROTECTED"]);
    }
    assert.equal((await open.ask("/healthz")).status, 200);
  }
  assert.deepEqual(seen, []);
});

test("API_KEYS with anything but digests in it lets nobody in", async () => {
  const malformed = [
    KEYS[0],
    `${API_KEYS},`,
    `${digest(KEYS[0])},${KEYS[1]}`,
    digest(KEYS[0]).slice(1),
    ",",
    "sha256",
  ];
  for (const listed of malformed) {
    const worker = handlerWith({ ...REAL, API_KEYS: listed });
    for (const path of ADDRESSES) {
      assert.deepEqual(await refusal(worker, path, bearing(KEYS[0])), [503, "NOT_PROTECTED"]);
    }
  }
  assert.deepEqual(seen, []);
});

test("without one of the keys every address of the API is 401", async () => {
  const inNode = handlerWith({ ...REAL, API_KEYS });
  const shown = [
    {},
    { headers: { authorization: "" } },
    { headers: { authorization: "Bearer" } },
    { headers: { authorization: "Bearer " } },
    { headers: { authorization: `Basic ${KEYS[0]}` } },
    { headers: { authorization: KEYS[0] } },
    { headers: { authorization: `Bearer ${KEYS[0]} ${KEYS[1]}` } },
    { headers: { "x-api-key": KEYS[0] } },
    { headers: { cookie: `authorization=${KEYS[0]}` } },
    bearing(`${KEYS[0]}x`),
    bearing(digest(KEYS[0])),
    bearing("k".repeat(600)),
  ];
  for (const path of ADDRESSES) {
    for (const init of shown) {
      for (const worker of [guarded, inNode]) {
        assert.deepEqual(await refusal(worker, path, init), [401, "KEY_REQUIRED"]);
      }
    }
  }
  assert.deepEqual(seen, []);
});

test("a refusal says how to ask, and whether the key was wrong", async () => {
  const without = await guarded.ask("/api/accounts");
  assert.equal(without.headers.get("www-authenticate"), 'Bearer realm="business-units"');
  const wrong = await guarded.ask("/api/accounts", bearing("bu_wrong"));
  assert.equal(wrong.headers.get("www-authenticate"), 'Bearer realm="business-units", error="invalid_token"');
});

test("each of the keys opens both listings of the real services", async () => {
  for (const key of KEYS) {
    const autodesk = await guarded.ask(LISTING, bearing(key));
    assert.equal(((await autodesk.json()) as { units: unknown[] }).units.length, 2);
    const imocha = await guarded.ask("/api/imocha/business-units", bearing(key));
    assert.equal(((await imocha.json()) as { units: unknown[] }).units.length, 40);
    assert.equal(imocha.headers.get("x-upstream"), "live");
  }
  const hosts = new Set(seen.map(({ origin }) => origin));
  assert.deepEqual([...hosts].sort(), ["https://apiv3.imocha.io", "https://developer.api.autodesk.com"]);
});

test("the scheme is read in any letter case, and digests too", async () => {
  const worker = handlerWith({ ...REAL, API_KEYS: digest(KEYS[0]).toUpperCase() });
  const answer = await worker.ask("/api/accounts", { headers: { authorization: `bEARER ${KEYS[0]}` } });
  assert.equal(answer.status, 200);
});

test("a service without credentials is 503, not the sandbox", async () => {
  const { APS_CLIENT_ID, APS_CLIENT_SECRET, IMOCHA_API_KEY } = REAL;
  const imochaOnly = await start({ IMOCHA_API_KEY, API_KEYS, SANDBOX_URL: upstream.url });
  assert.deepEqual(await refusal(imochaOnly, LISTING, bearing(KEYS[0])), [503, "NOT_CONFIGURED"]);
  assert.equal((await imochaOnly.ask("/api/imocha/business-units", bearing(KEYS[0]))).status, 200);
  const autodeskOnly = await start({ APS_CLIENT_ID, APS_CLIENT_SECRET, API_KEYS, SANDBOX_URL: upstream.url });
  assert.deepEqual(await refusal(autodeskOnly, "/api/imocha/business-units", bearing(KEYS[0])), [
    503,
    "NOT_CONFIGURED",
  ]);
  assert.equal((await autodeskOnly.ask(LISTING, bearing(KEYS[0]))).status, 200);
  const half = handlerWith({ APS_CLIENT_ID, API_KEYS });
  assert.deepEqual(await refusal(half, LISTING, bearing(KEYS[0])), [503, "NOT_CONFIGURED"]);
});

test("a real key cannot choose among the sandbox's accounts", async () => {
  const path = "/api/imocha/business-units?account=documented";
  assert.deepEqual(await refusal(guarded, path, bearing(KEYS[0])), [400, "UNKNOWN_PARAMETER"]);
});

test("a credential that no request can carry is a fault of the configuration", async () => {
  const wrong = [
    { IMOCHA_API_KEY: "key\r\nwith: header" },
    { IMOCHA_API_KEY: "k".repeat(8193) },
    { APS_CLIENT_ID: "id:x" },
    { APS_CLIENT_ID: "i".repeat(257) },
    { APS_CLIENT_ID: "ïd" },
    { APS_CLIENT_SECRET: "secret " },
  ];
  for (const setting of wrong) {
    const worker = handlerWith({ ...REAL, API_KEYS, ...setting });
    const path = "IMOCHA_API_KEY" in setting ? "/api/imocha/business-units" : LISTING;
    const answer = await refusal(worker, path, bearing(KEYS[0]));
    assert.deepEqual(answer, [503, "NOT_CONFIGURED"], JSON.stringify(setting).slice(0, 60));
  }
});

test("what is wrong in API_KEYS is named by its place, and not shown", async () => {
  const detail = async (API_KEYS: string) => {
    const answer = await handlerWith({ ...REAL, API_KEYS }).ask("/api/accounts");
    return ((await answer.json()) as { detail: string }).detail;
  };
  const [one, two] = KEYS.map(digest);
  assert.match(await detail(`${one},${two},`), /^Entry 3 of 3 in API_KEYS is empty/);
  const wrong = await detail(`${one}, ${KEYS[1]}`);
  assert.match(wrong, /^Entry 2 of 2 in API_KEYS is not a SHA-256 digest/);
  assert.ok(!wrong.includes(KEYS[1]));
});

test("keys are asked for in front of the sandbox too, once there are some", async () => {
  const worker = handlerWith({ SANDBOX_URL: upstream.url, API_KEYS });
  assert.deepEqual(await refusal(worker, "/api/accounts"), [401, "KEY_REQUIRED"]);
});

test("the accounts to offer are the configured ones", async () => {
  const listed = [
    { provider: "autodesk", accountId: "c8b0c73d-3ae9", region: "EMEA", name: "Europe" },
    { provider: "imocha", name: "Skills" },
  ];
  const accounts = async (settings: Record<string, string>) => {
    const worker = handlerWith({ ...REAL, API_KEYS, ...settings });
    return (await worker.ask("/api/accounts", bearing(KEYS[0]))).json();
  };
  assert.deepEqual(await accounts({}), { sandbox: false, accounts: [] });
  assert.deepEqual(await accounts({ ACCOUNTS: JSON.stringify(listed) }), {
    sandbox: false,
    accounts: listed,
  });
});

test("a list of accounts that cannot be read is 503", async () => {
  for (const ACCOUNTS of [
    "nonsense",
    "{}",
    '[{"provider":"autodesk","name":"no id"}]',
    '[{"accountId":1}]',
    "[null]",
  ]) {
    const worker = handlerWith({ ...REAL, API_KEYS, ACCOUNTS });
    assert.deepEqual(await refusal(worker, "/api/accounts", bearing(KEYS[0])), [503, "NOT_CONFIGURED"]);
  }
});
