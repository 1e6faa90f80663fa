import type { Env } from "./env.ts";

const BLANK = "[redacted]";
const SENDABLE = /^[\x21-\x7e]{4,8192}$/;

/**
 * A service's words without any credential of the worker's. The package blanks the one that a call sent; but a service
 * may know the others too: the client secret of the app that the token was minted for.
 * `shown` is what the caller has shown to be let in.
 */
export function blanked(text: string, env: Env, shown: readonly string[] = []): string {
  const secrets = [...secretsOf(env), ...shown.filter((value) => SENDABLE.test(value))];
  const known = [...secrets, env.APS_CLIENT_ID ?? ""].filter((value) => SENDABLE.test(value));
  const whole = known.reduce((left, value) => left.replaceAll(value, BLANK), text);
  return secrets.some((secret) => isInPartIn(whole, secret)) ? BLANK : whole;
}

// As they are, as HTTP Basic sends them, and as an address holds them. What no header carries was never sent to anybody.
function secretsOf(env: Env): string[] {
  const { APS_CLIENT_ID: id = "", APS_CLIENT_SECRET: secret = "", IMOCHA_API_KEY: key = "" } = env;
  const basic = SENDABLE.test(id + secret) ? [btoa(`${id}:${secret}`)] : [];
  const plain = [secret, key].filter((value) => SENDABLE.test(value));
  return [...basic, ...plain, ...plain.map(encodeURIComponent), ...plain.map(btoa)];
}

// A service's words are cut to a length, perhaps in the middle of a secret: 15 characters in a row are found, perhaps 12.
function isInPartIn(text: string, secret: string): boolean {
  for (let at = 0; at + 12 <= secret.length; at += 4) {
    if (text.includes(secret.slice(at, at + 12))) return true;
  }
  return false;
}
