import assert from "node:assert/strict";
import { AUTODESK_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../sandbox/catalog.ts";
import type { Sandbox } from "../../sandbox/server.ts";
import { bytesOf, joined } from "../bytes.ts";
import { type Answer, bundle, type Edge, edge, sandbox } from "../edge.fixture.ts";
import { OWN_TENANT } from "../principal.ts";
import { SCHEMA_VERSION } from "../schema-version.ts";
import { type Entry, entryOf, packed } from "./entry.ts";
import { generationOf, keyOf } from "./key.ts";

export const MINUTE = 60_000;
/** The worker, built once for a file of tests. */
export const folder = await bundle();
/** The sandbox that most tests of a file share. */
export const upstream = await sandbox();
/** A worker in front of it. */
export const worker = await started(upstream);

export type Account = keyof typeof AUTODESK_ACCOUNTS;

/** Another worker, which has nothing yet. */
export function started(behind: Sandbox, settings: Record<string, string> = {}) {
  const all = { SANDBOX_URL: behind.url, READS_PER_MINUTE: "999999", ...settings };
  return edge({ worker: folder, settings: all, kvNamespaces: ["LISTINGS"] });
}

export const idOf = (account: Account) => AUTODESK_ACCOUNTS[account].accountId;
export const pathOf = (accountId: string, query = "") =>
  `/api/autodesk/accounts/${accountId}/business-units${query}`;
export const listing = (account: Account, query = "") => pathOf(idOf(account), query);
export const state = (answer: Answer) => answer.headers.get("x-cache");

/** How often a service was asked for an account. */
export function calls(behind: Sandbox, account: Account): number {
  return behind.requests.filter(({ url }) => url.includes(`/accounts/${idOf(account)}/`)).length;
}

export async function keyIn(behind: Sandbox, account: Account, region?: string): Promise<string> {
  const generation = await generationOf([SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET]);
  const which = { provider: "autodesk", accountId: idOf(account), region };
  const named = { env: behind.url, tenant: OWN_TENANT, ...which, generation, schema: SCHEMA_VERSION };
  return keyOf(named, { SANDBOX_URL: behind.url });
}

export const seedOf = (ageMs: number): Promise<Entry> =>
  entryOf([bytesOf('{"seeded":true,"units":[]}')], Date.now() - ageMs, 100);

interface Seed {
  in: Edge & { miniflare: Awaited<ReturnType<typeof started>>["miniflare"] };
  behind: Sandbox;
  account: Account;
  region?: string;
}

/** What KV has for a listing, and a way to put something there. */
export async function copyOf({ in: { miniflare }, behind, account, region }: Seed) {
  const key = await keyIn(behind, account, region);
  const namespace = await miniflare.getKVNamespace("LISTINGS");
  const name = `c/v1/${key}`;
  const put = (bytes: Uint8Array) => namespace.put(name, Uint8Array.from(bytes).buffer);
  return {
    key,
    put,
    get: () => namespace.get(name, "arrayBuffer"),
    seed: async (ageMs: number) => put(joined(packed(key, await seedOf(ageMs)))),
  };
}

/** Waits until `holds` is true, for work that the worker does behind an answer. */
export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  // Ends a test that would wait forever. It is no limit of the worker.
  const until = performance.now() + 120_000;
  while (!(await holds())) {
    assert.ok(performance.now() < until, "it never came about");
    await new Promise(setImmediate);
  }
}
