import { providerNamed } from "../../providers/list.mjs";
import { isGrant } from "./key-forms.mjs";

/** Answers whether an account may be read. */
export type MayRead = (provider: string, accountId?: string) => boolean;

/** Returns the right to read what a list such as `["autodesk:<id>", "imocha"]` names; undefined for an unreadable list. */
export function grantsFrom(listed: unknown): MayRead | undefined {
  if (!Array.isArray(listed) || !listed.every(isGrant)) return undefined;
  const granted = new Set(listed.map(canonical));
  return (provider, accountId) =>
    granted.has("*") || granted.has(`${provider}:*`) || granted.has(grantOf(provider, accountId));
}

/** Returns the right to read what any of several lists names. */
export function anyOf(rights: readonly MayRead[]): MayRead {
  return (provider, accountId) => rights.some((mayRead) => mayRead(provider, accountId));
}

function canonical(grant: string): string {
  const [, provider = "", id = ""] = /^([^:]+):([^*].*)$/.exec(grant) ?? [];
  return provider === "" ? grant : grantOf(provider, id);
}

/** Returns the one spelling of the grant for an account; of an id that no account can have, one that is never granted. */
function grantOf(provider: string, id: string | undefined): string {
  if (id === undefined) return provider;
  const account = providerNamed(provider)?.account;
  return `${provider}:${account?.pattern.test(id) ? account.canonical(id) : ""}`;
}
