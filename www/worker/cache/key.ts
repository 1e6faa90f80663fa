import { bytesOf, hex, sha256 } from "../bytes.ts";
import type { Env } from "../env.ts";
import { Problem } from "../problem.ts";
import { credentialSettings } from "../upstream.ts";

/** All that distinguishes one cached listing from another. */
export interface Named {
  /** The upstream: `live`, or the address of a sandbox. */
  env: string;
  tenant: string;
  provider: string;
  /** Absent where no region is sent. */
  region: string | undefined;
  accountId: string;
  /** Changes with the credential. */
  generation: string;
  schema: string;
}

/** Returns the text of a key. Its parts are encoded, so that none can reach into the next one. */
export function keyText({ env, tenant, provider, region = "-", accountId, ...last }: Named): string {
  const parts = ["v1", env, tenant, provider, region, accountId.toLowerCase(), last.generation, last.schema];
  return parts.map(encodeURIComponent).join("|");
}

/** Returns the key. Only the deployment's secret relates a key and its listing. */
export async function keyOf(named: Named, env: Env): Promise<string> {
  return hex(await crypto.subtle.sign("HMAC", await secretOf(env), bytesOf(keyText(named))));
}

/** Returns a digest of a credential, which changes with it and does not reveal it. */
export async function generationOf(credential: readonly string[]): Promise<string> {
  return (await sha256([bytesOf(JSON.stringify(credential))])).slice(0, 32);
}

type HmacKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const secrets = new WeakMap<Env, HmacKey>();

async function secretOf(env: Env): Promise<HmacKey> {
  const known = secrets.get(env);
  if (known) return known;
  const made = env.CACHE_KEY ? await ownSecret(env.CACHE_KEY) : await derivedSecret(env);
  secrets.set(env, made);
  return made;
}

const HMAC = { name: "HMAC", hash: "SHA-256" } as const;

function ownSecret(text: string): Promise<HmacKey> {
  if (/^[\x21-\x7e]{32,512}$/.test(text)) {
    return crypto.subtle.importKey("raw", bytesOf(text), HMAC, false, ["sign"]);
  }
  throw new Problem("NOT_CONFIGURED", "CACHE_KEY is not 32 to 512 visible characters of ASCII.");
}

async function derivedSecret(env: Env): Promise<HmacKey> {
  const credentials = credentialSettings.map(({ name }) => env[name]);
  const all = JSON.stringify([...credentials, env.SANDBOX_URL]);
  const material = await crypto.subtle.importKey("raw", bytesOf(all), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: bytesOf("business-units"), info: bytesOf("cache v1") };
  return crypto.subtle.deriveKey(how, material, { ...HMAC, length: 256 }, false, ["sign"]);
}
