import { createHash } from "node:crypto";
import { type Answer, handlerWith } from "../edge.fixture.ts";
import type { Env } from "../env.ts";

/** An account that a limited key of the tests may read, and one that it may not; the sandbox has both. */
export const MINE = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";
export const OTHERS = "5b1f6c0e-2d47-4c8a-9e31-7f04a6d2b958";
export const listingOf = (id: string) => `/api/autodesk/accounts/${id}/business-units`;

export const digestOf = (key: string) => createHash("sha256").update(key).digest("hex");
export const bearing = (key: string) => ({ authorization: `Bearer ${key}` });

/** An entry of API_KEYS. */
export function entry(name: string, keys: string[], accounts: string[] = ["*"]) {
  return { name, sha256: keys.map(digestOf), accounts };
}

/** Credentials as if they were real. */
export const REAL = {
  APS_CLIENT_ID: "client-id-canary-1",
  APS_CLIENT_SECRET: "client-secret-canary-2",
  IMOCHA_API_KEY: "imocha-key-canary-3",
};

/** Every listing that is asked for is asked of its service: nothing is kept, and nobody waits for a turn. */
export const UNKEPT = { CACHE_WINDOWS: "0 0 0", PACE_PER_MINUTE: "100000" };

let callers = 0;

/** Asks the handler, each time from another address, since refusals are limited by address. */
export function ask(
  env: Env,
  path: string,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Answer> {
  callers += 1;
  const from = { "cf-connecting-ip": `198.${callers >> 16}.${(callers >> 8) & 255}.${callers & 255}` };
  return handlerWith(env).ask(path, { method, headers: { ...from, ...headers } });
}

/** The status, and the code of a problem. */
export async function outcome(answer: Answer): Promise<string> {
  const text = await answer.text();
  const isProblem = /problem/.test(answer.headers.get("content-type") ?? "");
  return isProblem
    ? `${answer.status} ${(JSON.parse(text) as { code: string }).code}`
    : String(answer.status);
}
