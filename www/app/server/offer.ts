import { type Account, type Accounts, providerNames } from "./account.ts";

/** The accounts in the server's answer, or undefined where it says something else. */
export function offerFrom(sent: unknown): Accounts | undefined {
  const { sandbox, accounts } = membersOf(sent);
  if (typeof sandbox !== "boolean" || !Array.isArray(accounts) || !accounts.every(isAccount))
    return undefined;
  return { sandbox, accounts };
}

function isAccount(sent: unknown): sent is Account {
  const { provider, accountId, region, name, about } = membersOf(sent);
  const areTexts = [accountId, region, about].every(
    (value) => value === undefined || typeof value === "string",
  );
  const isAddressed = provider === "imocha" || accountId !== undefined;
  return (
    Object.keys(providerNames).some((known) => known === provider) &&
    isAddressed &&
    areTexts &&
    typeof name === "string"
  );
}

function membersOf(sent: unknown): Record<string, unknown> {
  return typeof sent === "object" && sent !== null ? (sent as Record<string, unknown>) : {};
}
