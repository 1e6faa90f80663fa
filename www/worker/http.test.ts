import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { AUTODESK_ACCOUNTS, SANDBOX_ACCOUNTS } from "../sandbox/catalog.ts";
import { bundle, edge, sandbox, temporaryFolder } from "./edge.fixture.ts";

const upstream = await sandbox();
const settings = { SANDBOX_URL: upstream.url };
const page = await pageFolder();
const worker = await edge({ worker: await bundle(), settings, page });

const LISTING = `/api/autodesk/accounts/${AUTODESK_ACCOUNTS.documented.accountId}/business-units`;
const BELOW = LISTING.replace("/business-units", "");
const UNIT = `${LISTING}/933df8fd-abb2-4e4e-8f79-95ba2afebc6c`;
const ADDRESSES = [
  "/healthz",
  "/api/accounts",
  "/api/imocha/business-units",
  LISTING,
  UNIT,
  `${BELOW}/defects`,
];

async function pageFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, "assets"));
  await writeFile(path.join(folder, "index.html"), "<!doctype html><title>page</title>");
  await writeFile(path.join(folder, "assets", "page-1a2b3c4d.js"), "export {};");
  await writeFile(
    path.join(folder, "assets", "page-1a2b3c4d.wasm"),
    new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]),
  );
  return folder;
}

test("every address answers HEAD as it answers GET, without a body", async () => {
  for (const address of [...ADDRESSES, "/", `${LISTING}?region=JPN`, `${BELOW}/search?q=usa`]) {
    const got = await worker.ask(address);
    await got.text();
    const head = await worker.ask(address, { method: "HEAD" });
    assert.equal(head.status, got.status);
    assert.equal(head.headers.get("content-type"), got.headers.get("content-type"));
    assert.equal(await head.text(), "");
  }
});

test("any other method is 405 and says what is allowed", async () => {
  for (const address of [...ADDRESSES, "/", "/assets/page-1a2b3c4d.js"]) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
      const answer = await worker.ask(address, { method });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get("allow"), "GET, HEAD");
      assert.equal(((await answer.json()) as { code: string }).code, "METHOD_NOT_ALLOWED");
    }
  }
});

test("an address that the API does not have is a problem document: 403 outside of every account, 404 below one", async () => {
  const outside = [
    "/api",
    "/api/",
    "/api/Accounts",
    "/api/accounts/",
    "/api//accounts",
    "/api/accounts%00",
    "/api/%61ccounts",
    "/api/accoun%74s",
    "/api/imocha%2fbusiness-units",
    "/api/accounts.json",
    "/api/accounts;.js",
    "/api/accounts%2fx",
    "/api/autodesk/accounts",
    "/api/autodesk/accounts//business-units",
  ];
  const below = [
    LISTING.replace("business", "%62usiness"),
    `${LISTING}/`,
    `${LISTING}/x/y.css`,
    "/api/imocha/business-units.",
  ];
  const codeAt = async (address: string) => {
    const answer = await worker.ask(address);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  for (const address of outside) assert.deepEqual(await codeAt(address), [403, "ACCOUNT_FORBIDDEN"], address);
  for (const address of below) assert.deepEqual(await codeAt(address), [404, "UNKNOWN_PATH"], address);
});

test("an account's id is decoded once", async () => {
  const { accountId } = AUTODESK_ACCOUNTS.documented;
  const statusOf = async (id: string) => (await worker.ask(LISTING.replace(accountId, id))).status;
  assert.equal(await statusOf(accountId.replace("-", "%2d")), 200);
  assert.equal(await statusOf(accountId.replace("-", "%252d")), 403);
});

test("a query parameter that an address does not know, or that comes twice, is 400", async () => {
  const queries = [
    "?x=1",
    "?region=US&x",
    "?Region=US",
    "?region=US&region=US",
    "?url=http://example.com",
    "?__proto__=1",
  ];
  for (const query of queries) {
    const answer = await worker.ask(LISTING + query);
    assert.equal(answer.status, 400, query);
    assert.equal(((await answer.json()) as { code: string }).code, "UNKNOWN_PARAMETER", query);
  }
  for (const address of ADDRESSES) assert.equal((await worker.ask(`${address}?x=1`)).status, 400, address);
});

test("an unknown query parameter is named, but not at any length", async () => {
  const detail = async (name: string) => {
    const answer = await worker.ask(`/api/accounts?${name}=1`);
    return ((await answer.json()) as { detail: string }).detail;
  };
  assert.equal(await detail("q".repeat(40)), `This address takes no parameters. Found: "${"q".repeat(40)}".`);
  assert.equal(
    await detail("q".repeat(4000)),
    `This address takes no parameters. Found: "${"q".repeat(40)}…".`,
  );
});

test("headers that name another address or method change nothing", async () => {
  const headers = {
    "x-forwarded-host": "evil.example",
    "x-original-url": "/healthz",
    "x-rewrite-url": "/healthz",
    "x-http-method-override": "DELETE",
    forwarded: "host=evil.example",
  };
  const plain = await (await worker.ask("/api/accounts")).text();
  assert.equal(await (await worker.ask("/api/accounts", { headers })).text(), plain);
});

test("the accounts on the sandbox are its catalog without the keys", async () => {
  const offered = (await (await worker.ask("/api/accounts")).json()) as {
    sandbox: boolean;
    accounts: Record<string, unknown>[];
  };
  assert.equal(offered.sandbox, true);
  assert.deepEqual(
    offered.accounts.map(({ provider, name, about }) => ({ provider, name, about })),
    SANDBOX_ACCOUNTS.map(({ provider, name, about }) => ({ provider, name, about })),
  );
  const members = new Set(offered.accounts.flatMap((account) => Object.keys(account)));
  assert.deepEqual([...members].sort(), ["about", "accountId", "name", "provider", "region"]);
});

test("health tells that the worker runs, and on what", async () => {
  const answer = await worker.ask("/healthz");
  assert.deepEqual(await answer.json(), { status: "ok", upstream: "sandbox" });
  assert.equal(answer.headers.get("cache-control"), "no-store");
});

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
  "trusted-types lit-html";

test("the page and all of its files come with the security headers", async () => {
  for (const address of [
    "/",
    "/assets/page-1a2b3c4d.js",
    "/assets/page-1a2b3c4d.wasm",
    "/nothing",
    "/index.html",
  ]) {
    const { headers } = await worker.ask(address);
    assert.equal(headers.get("content-security-policy"), POLICY, address);
    assertGuarded(headers, address);
  }
});

test("every answer of the API may load nothing and be framed by nobody", async () => {
  for (const address of [...ADDRESSES, "/api/nothing", `${LISTING}?x`]) {
    const { headers } = await worker.ask(address);
    assert.equal(
      headers.get("content-security-policy"),
      "default-src 'none'; frame-ancestors 'none'",
      address,
    );
    assertGuarded(headers, address);
  }
});

function assertGuarded(headers: { get(name: string): string | null }, address: string): void {
  assert.equal(headers.get("x-content-type-options"), "nosniff", address);
  assert.equal(headers.get("referrer-policy"), "no-referrer", address);
  assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", address);
  assert.equal(headers.get("cross-origin-resource-policy"), "same-origin", address);
  assert.match(headers.get("permissions-policy") ?? "", /camera=\(\)/, address);
  assert.equal(headers.get("strict-transport-security"), "max-age=63072000", address);
  assert.equal(headers.get("access-control-allow-origin"), null, address);
}

test("the page is asked for anew, its hashed files never again", async () => {
  const cached = async (address: string) => (await worker.ask(address)).headers.get("cache-control");
  assert.equal(await cached("/"), "no-cache");
  assert.equal(await cached("/assets/page-1a2b3c4d.js"), "public, max-age=31536000, immutable");
  assert.equal(await cached("/assets/page-00000000.js"), "no-store");
});

test("a file that the page does not have is 404, and not the page again", async () => {
  for (const address of [
    "/nothing",
    "/assets/page-00000000.js",
    "/.dev.vars",
    "/API/accounts",
    "/healthz/",
    "/healt%68z",
    "/%61pi/accounts",
  ]) {
    const answer = await worker.ask(address);
    assert.equal(answer.status, 404, address);
    assert.equal(answer.headers.get("content-type"), "text/plain; charset=utf-8", address);
    assert.equal(await answer.text(), "There is nothing at this address.\n", address);
  }
});

test("the module for the page comes as application/wasm, so that it can be compiled while it arrives", async () => {
  const answer = await worker.ask("/assets/page-1a2b3c4d.wasm");
  assert.equal(answer.headers.get("content-type"), "application/wasm");
});
