import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { buildTree, fetchAutodeskUnits, fetchImochaUnits, type UnitTree } from "business-units";
import {
  AUTODESK_ACCOUNTS,
  type AutodeskAccount,
  IMOCHA_ACCOUNTS,
  type ImochaAccount,
  SANDBOX_TOKEN,
  type SandboxAccount,
} from "../sandbox/catalog.ts";
import { bundle, edge, sandbox } from "./edge.fixture.ts";

const upstream = await sandbox();
const worker = await edge({ worker: await bundle(), settings: { SANDBOX_URL: upstream.url } });

type Direct = () => Promise<UnitTree>;

// The largest one is for the tests of the page: where a machine is busy it takes longer than the worker gives a service.
const isListing = ({ expect }: SandboxAccount) => (expect.units ?? Number.POSITIVE_INFINITY) < 50_000;
/** A busy machine needs more time for the largest listing than a call has by default. */
const PATIENT = {
  baseUrl: upstream.url,
  attemptTimeoutMs: 60_000,
  stallTimeoutMs: 60_000,
  deadlineMs: 100_000,
};

const autodesk = Object.values(AUTODESK_ACCOUNTS as Record<string, AutodeskAccount>)
  .filter(isListing)
  .map(({ name, accountId, region, expect }) => {
    const query = region ? `?region=${region}` : "";
    const asked = region === undefined ? { accountId } : { accountId, region };
    const direct: Direct = () => fetchAutodeskUnits({ ...PATIENT, token: SANDBOX_TOKEN, ...asked });
    return { name, path: `/api/autodesk/accounts/${accountId}/business-units${query}`, expect, direct };
  });

const imocha = Object.entries(IMOCHA_ACCOUNTS as Record<string, ImochaAccount>)
  .filter(([, account]) => isListing(account))
  .map(([account, { name, apiKey, expect }]) => {
    const direct: Direct = () => fetchImochaUnits({ ...PATIENT, apiKey });
    return { name: `iMocha, ${name}`, path: `/api/imocha/business-units?account=${account}`, expect, direct };
  });

for (const { name, path, expect, direct } of [...autodesk, ...imocha]) {
  test(`the listing of "${name}" rebuilds into the tree that the service's own answer makes`, async () => {
    const answer = await worker.ask(path);
    assert.equal(answer.status, 200);
    using rebuilt = buildTree(await answer.text());
    using original = await direct();
    assert.equal(rebuilt.size, expect.units);
    assert.equal(rebuilt.provider, original.provider);
    assert.equal(rebuilt.accountId, original.accountId);
    assert.deepEqual(rebuilt.defects, original.defects);
    assert.deepEqual(rebuilt.toArray(), original.toArray());
  });
}

test("a listing says what it is before its rows", async () => {
  const { accountId } = AUTODESK_ACCOUNTS.damaged;
  const answer = await worker.ask(`/api/autodesk/accounts/b.${accountId}/business-units?region=US`);
  const { units, defects, asOf, ...head } = (await answer.json()) as Record<string, unknown>;
  assert.deepEqual(head, { provider: "autodesk", accountId, region: "US", warnings: [] });
  assert.ok(Math.abs(Date.now() - Date.parse(String(asOf))) < 60_000);
  assert.equal((units as unknown[]).length, AUTODESK_ACCOUNTS.damaged.expect.units);
  assert.ok((defects as unknown[]).length > 0);
});

test("iMocha's count is part of its listing", async () => {
  const answer = await worker.ask("/api/imocha/business-units?account=damaged");
  const { count, region, accountId } = (await answer.json()) as Record<string, unknown>;
  assert.deepEqual({ count, region, accountId }, { count: 7, region: null, accountId: null });
});

test("iMocha without ?account= is the sandbox's documented example", async () => {
  const answer = await worker.ask("/api/imocha/business-units");
  assert.equal(((await answer.json()) as { units: unknown[] }).units.length, 2);
});

test("a listing is private to its caller and says that it comes from the sandbox", async () => {
  const answer = await worker.ask("/api/imocha/business-units");
  const named = ["content-type", "cache-control", "vary", "x-upstream"].map((name) =>
    answer.headers.get(name),
  );
  assert.deepEqual(named, [
    "application/json; charset=utf-8",
    "private, no-cache",
    "Authorization, Cookie, Cf-Access-Jwt-Assertion, Origin, Accept-Encoding",
    "sandbox",
  ]);
});

test("one token serves every request of an isolate", async () => {
  const mints = upstream.requests.filter(({ url }) => url === "/authentication/v2/token");
  assert.equal(mints.length, 1);
});

test("a caller who leaves in the middle of a listing does not disturb the next one", async () => {
  const path = `/api/autodesk/accounts/${AUTODESK_ACCOUNTS.construction.accountId}/business-units?region=US`;
  await leaveAfterFirstBytes(new URL(path, worker.url));
  const answer = await worker.ask(path);
  assert.equal(
    ((await answer.json()) as { units: unknown[] }).units.length,
    AUTODESK_ACCOUNTS.construction.expect.units,
  );
});

function leaveAfterFirstBytes(url: URL): Promise<void> {
  return new Promise((resolve, reject) => {
    const asking = request(url, (answer) => {
      answer.once("data", () => asking.destroy());
      answer.once("close", () => resolve());
      answer.on("error", () => {});
    });
    asking.once("error", reject).end();
  });
}
