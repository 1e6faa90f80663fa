import type { Provider } from "business-units/tree";

/** A listing that the page can ask its server for. */
export interface Account {
  readonly provider: Provider;
  /** Autodesk's account id; for iMocha the name of one of the sandbox's accounts, absent where the key is the account. */
  readonly accountId?: string;
  readonly region?: string;
  readonly name: string;
  /** One sentence about what is odd or typical there. */
  readonly about?: string;
}

/** What the server offers; with `sandbox` every listing is made up. */
export interface Accounts {
  readonly sandbox: boolean;
  readonly accounts: readonly Account[];
}

/** The services' names as people know them. */
export const providerNames: Record<Provider, string> = {
  autodesk: "Autodesk BIM 360 / ACC",
  imocha: "iMocha",
};

/** The address of an account's listing on the page's own server. */
export function listingPath({ provider, accountId, region }: Account): string {
  if (provider === "imocha") return `/api/imocha/business-units${query({ account: accountId })}`;
  return `/api/autodesk/accounts/${encodeURIComponent(accountId ?? "")}/business-units${query({ region })}`;
}

function query(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `?${new URLSearchParams(given)}` : "";
}
