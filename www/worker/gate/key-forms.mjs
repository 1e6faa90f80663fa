// @ts-check
// What API_KEYS may hold. The worker reads it, and `npm run key` writes an entry before any package is installed.
import { providerNamed, providers } from "../../providers/list.mjs";

/** A caller's name. A key in its place would be published: names are in logs. */
export const NAME = /^(?!bu_)[A-Za-z0-9._-]{1,64}$/;

/**
 * Returns whether a text grants the right to read something: everything, all accounts of a provider, or one account.
 * @param {unknown} text
 * @returns {text is string}
 */
export function isGrant(text) {
  if (typeof text !== "string") return false;
  if (text === "*") return true;
  const [, id = "", named] = /^([^:]+)(?::(.*))?$/.exec(text) ?? [];
  const account = providerNamed(id)?.account;
  if (account === undefined) return false;
  return named === undefined ? account.in === "query" : named === "*" || account.pattern.test(named);
}

/** The forms of a grant, for the sentences that refuse one. */
export const GRANT_FORMS = forms(providers.flatMap(formsOf));

/** @param {import("../../providers/facts.ts").ProviderFacts} provider */
function formsOf({ id, account }) {
  return account.in === "path" ? [`"${id}:*"`, `"${id}:<account id>"`] : [`"${id}"`];
}

/** @param {string[]} ofProviders */
function forms(ofProviders) {
  const all = ['"*"', ...ofProviders];
  return `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}
