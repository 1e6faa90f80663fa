import { providers } from "../providers/list.mjs";
import { type Env, settingOf } from "./env.ts";
import { credentialSettings } from "./upstream.ts";

const REDACTED = "[redacted]";
// A header carries nothing else, so no other text was ever sent.
const SENDABLE = /^[\x21-\x7e]{4,8192}$/;

/**
 * Returns the text without any credential of the worker's. The package redacts the credential of the call itself, but a
 * provider may know others, such as the client secret behind the token.
 * @param shown the secrets in the caller's request
 */
export function redacted(text: string, env: Env, requestSecrets: readonly string[] = []): string {
  const secrets = [...secretsOf(env), ...requestSecrets.filter((value) => SENDABLE.test(value))];
  const known = [...secrets, ...valuesOf(env, false)];
  const whole = known.reduce((left, value) => left.replaceAll(value, REDACTED), text);
  return secrets.some((secret) => holdsPartOf(whole, secret)) ? REDACTED : whole;
}

/** Returns the secrets of every provider: as they are, as an address has them, in base64, and as requests carry them. */
function secretsOf(env: Env): string[] {
  const plain = valuesOf(env, true);
  const settings = Object.fromEntries(credentialSettings.map(({ name }) => [name, settingOf(env, name)]));
  // What is no text of a header cannot be made into one, and `btoa` would throw.
  const sendable = Object.fromEntries(
    Object.entries(settings).filter(([, value]) => /^[\x21-\x7e]*$/.test(value)),
  );
  const forms = providers.flatMap(({ secretForms }) => secretForms?.(sendable) ?? []);
  return [...forms, ...plain, ...plain.map(encodeURIComponent), ...plain.map(btoa)];
}

function valuesOf(env: Env, areSecret: boolean): string[] {
  const settings = credentialSettings.filter(({ isSecret }) => isSecret === areSecret);
  return settings.map(({ name }) => settingOf(env, name)).filter((value) => SENDABLE.test(value));
}

// A provider's text may be cut in the middle of a secret: any 15 characters in a row are found, and some 12.
function holdsPartOf(text: string, secret: string): boolean {
  for (let at = 0; at + 12 <= secret.length; at += 4) {
    if (text.includes(secret.slice(at, at + 12))) return true;
  }
  return false;
}
