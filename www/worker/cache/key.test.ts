import assert from "node:assert/strict";
import { test } from "node:test";
import type { Env } from "../env.ts";
import { generationOf, keyOf, keyText, type Named } from "./key.ts";

const named: Named = {
  env: "live",
  tenant: "-",
  provider: "autodesk",
  region: undefined,
  accountId: "c8b0c73d-3ae9",
  generation: "g",
  schema: "1",
};
const env: Env = { APS_CLIENT_ID: "an-app", APS_CLIENT_SECRET: "its-secret" };

test("a key is made of all that tells listings apart, in this order", () => {
  assert.equal(keyText({ ...named, region: "EMEA" }), "v1|live|-|autodesk|EMEA|c8b0c73d-3ae9|g|1");
});

const others: [what: string, also: Partial<Named>][] = [
  ["environment", { env: "http://127.0.0.1:1" }],
  ["tenant", { tenant: "another" }],
  ["provider", { provider: "imocha" }],
  ["region", { region: "EMEA" }],
  ["region that is said", { region: "US" }],
  ["account", { accountId: "c8b0c73d-3aea" }],
  ["generation of its credential", { generation: "h" }],
  ["schema", { schema: "2" }],
  ["part that reaches into the next one", { tenant: "-|autodesk", provider: "" }],
  ["part with the divider in it", { env: "live|-", tenant: "" }],
];

for (const [what, also] of others) {
  test(`a listing of another ${what} has another key`, async () => {
    assert.notEqual(await keyOf({ ...named, ...also }, env), await keyOf(named, env));
  });
}

test("the letter case of an account's id makes no other key", async () => {
  assert.equal(await keyOf({ ...named, accountId: "C8B0C73D-3AE9" }, env), await keyOf(named, env));
});

test("a key is 64 hex digits, the same in every isolate of a deployment, and another in another one", async () => {
  const key = await keyOf(named, env);
  assert.match(key, /^[0-9a-f]{64}$/);
  assert.equal(await keyOf(named, { ...env }), key);
  assert.notEqual(await keyOf(named, { ...env, APS_CLIENT_SECRET: "rotated" }), key);
  const own = { ...env, CACHE_KEY: "k".repeat(32) };
  assert.notEqual(await keyOf(named, own), key);
  assert.equal(await keyOf(named, { CACHE_KEY: own.CACHE_KEY }), await keyOf(named, own));
});

test("CACHE_KEY that is short, or not visible ASCII, is a fault of the configuration", async () => {
  for (const CACHE_KEY of ["short", "k".repeat(31), "k".repeat(513), `${"k".repeat(40)}\n`, "ü".repeat(40)]) {
    await assert.rejects(keyOf(named, { CACHE_KEY }), { code: "NOT_CONFIGURED" }, CACHE_KEY);
  }
});

test("the generation of a credential changes with it, and does not hold it", async () => {
  const generation = await generationOf(["id", "secret"]);
  assert.match(generation, /^[0-9a-f]{32}$/);
  assert.notEqual(await generationOf(["id", "secret2"]), generation);
  assert.notEqual(await generationOf(["ids", "ecret"]), generation);
});
