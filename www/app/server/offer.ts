import { type Account, type Accounts, providerNames } from "./account.ts";

/**
 * Returns the accounts in the server's answer, or undefined where the answer is something else. Accounts of a provider
 * that this page does not know are left out: the server may be newer than the page.
 */
export function offerFrom(sent: unknown): Accounts | undefined {
  const { sandbox, accounts } = membersOf(sent);
  if (typeof sandbox !== "boolean" || !Array.isArray(accounts)) return undefined;
  const known = accounts.filter((account) => !isOfUnknownProvider(account));
  return known.every(isAccount) ? { sandbox, accounts: known } : undefined;
}

function isOfUnknownProvider(sent: unknown): boolean {
  const { provider } = membersOf(sent);
  return typeof provider === "string" && !Object.hasOwn(providerNames, provider);
}

function isAccount(sent: unknown): sent is Account {
  const { provider, accountId, region, name, about } = membersOf(sent);
  const areTexts = [accountId, region, about].every(
    (value) => value === undefined || typeof value === "string",
  );
  const isAddressed = provider === "imocha" || accountId !== undefined;
  return typeof provider === "string" && isAddressed && areTexts && typeof name === "string";
}

function membersOf(sent: unknown): Record<string, unknown> {
  return typeof sent === "object" && sent !== null ? (sent as Record<string, unknown>) : {};
}
