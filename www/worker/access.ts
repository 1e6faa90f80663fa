import type { MiddlewareHandler } from "hono";
import { upstream } from "./credentials.ts";
import type { App, Env } from "./env.ts";
import { Problem } from "./problem.ts";

const DIGEST = /^[0-9a-f]{64}$/i;
const BEARER = /^Bearer ([\x21-\x7e]{1,512})$/i;

/** Lets a request pass when its key is one of API_KEYS, or when only the sandbox stands behind the worker. */
export const access: MiddlewareHandler<App> = async (c, next) => {
  await authorise(c.req.header("authorization"), c.env);
  await next();
};

async function authorise(authorization: string | undefined, env: Env): Promise<void> {
  const allowed = allowedDigests(env);
  if (allowed === undefined) return;
  if (authorization === undefined) throw refusal("Send the header Authorization: Bearer <key>.", "");
  const key = BEARER.exec(authorization)?.[1];
  if (key !== undefined && (await isAmong(allowed, key))) return;
  throw refusal("This API key is not among those that may ask.", ', error="invalid_token"');
}

/** The digests that open the door; undefined when the door has no lock, which is for invented accounts only. */
function allowedDigests(env: Env): Uint8Array[] | undefined {
  const listed = env.API_KEYS?.trim();
  if (listed) return listed.split(",").map(digestFromHex);
  if (upstream(env) !== "live") return undefined;
  throw new Problem(
    "NOT_PROTECTED",
    "The worker has real credentials, but API_KEYS (SHA-256 digests of the keys that may ask) is not set, so it answers nobody.",
  );
}

function digestFromHex(listed: string, index: number, all: readonly string[]): Uint8Array {
  const hex = listed.trim();
  if (!DIGEST.test(hex)) {
    const wrong = hex === "" ? "is empty: there is a comma too many" : "is not a SHA-256 digest in hex";
    throw new Problem("NOT_PROTECTED", `Entry ${index + 1} of ${all.length} in API_KEYS ${wrong}.`);
  }
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

async function isAmong(allowed: readonly Uint8Array[], key: string): Promise<boolean> {
  const shown = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
  // Every digest is looked at, so that the time does not tell which one was right.
  return allowed.reduce((found, digest) => isSame(digest, shown) || found, false);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  const subtle = crypto.subtle as { timingSafeEqual?(a: Uint8Array, b: Uint8Array): boolean };
  if (subtle.timingSafeEqual) return subtle.timingSafeEqual(a, b);
  return a.reduce((different, byte, i) => different | (byte ^ (b[i] ?? 0)), 0) === 0;
}

function refusal(detail: string, why: string): Problem {
  const headers = { "www-authenticate": `Bearer realm="business-units"${why}` };
  return new Problem("KEY_REQUIRED", detail, { headers });
}
