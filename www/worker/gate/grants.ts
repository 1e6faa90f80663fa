import type { Provider } from "business-units";
import { GRANT } from "../../key-forms.mjs";

/** Answers whether an account may be read. */
export type MayRead = (provider: Provider, accountId?: string) => boolean;

const AUTODESK_ID = /^[A-Za-z0-9-]{1,64}$/;

/** Without "b." and in lower case: the one spelling of an Autodesk account's id; undefined where it can be none. */
export function autodeskId(given: string): string | undefined {
  const bare = given.startsWith("b.") ? given.slice(2) : given;
  return AUTODESK_ID.test(bare) ? bare.toLowerCase() : undefined;
}

/** The right to read what a list such as `["autodesk:<id>", "imocha"]` names; undefined where it cannot be read. */
export function grantsFrom(listed: unknown): MayRead | undefined {
  if (!Array.isArray(listed) || !listed.every(isGrant)) return undefined;
  const granted = new Set(listed.map(spelled));
  return (provider, accountId) =>
    granted.has("*") || granted.has(`${provider}:*`) || granted.has(right(provider, accountId));
}

/** The right to read what any of several lists names. */
export function anyOf(rights: readonly MayRead[]): MayRead {
  return (provider, accountId) => rights.some((mayRead) => mayRead(provider, accountId));
}

function isGrant(listed: unknown): listed is string {
  return typeof listed === "string" && GRANT.test(listed);
}

function spelled(grant: string): string {
  return grant.startsWith("autodesk:") ? `autodesk:${autodeskId(grant.slice(9)) ?? "*"}` : grant;
}

function right(provider: Provider, accountId: string | undefined): string {
  if (provider === "autodesk") return `autodesk:${autodeskId(accountId ?? "") ?? ""}`;
  return accountId === undefined ? "imocha" : `imocha:${accountId}`;
}
