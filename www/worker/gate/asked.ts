import type { Provider } from "business-units";
import { REGION_PATTERN } from "../api/parameters.ts";
import type { Principal } from "../principal.ts";
import { Problem } from "../problem.ts";
import { autodeskId } from "./grants.ts";

/** The account that a request is about. */
export interface Asked {
  provider: Provider;
  accountId?: string;
}

const AUTODESK = /^\/api\/autodesk\/accounts\/([^/]+)(?:\/|$)/;
const IMOCHA = /^\/api\/imocha(?:\/|$)/;

/**
 * The account that an address is about, whatever is read of it, so that no route can forget to ask for the right to it;
 * undefined where it is about none. ERR_OPTION for what can be no account and no region.
 */
export function askedOf(
  path: string,
  query: { account?: string | undefined; region?: string | undefined },
): Asked | undefined {
  const autodesk = AUTODESK.exec(path);
  if (autodesk) return autodeskAccount(autodesk[1] ?? "", query.region);
  if (!IMOCHA.test(path)) return undefined;
  return query.account === undefined
    ? { provider: "imocha" }
    : { provider: "imocha", accountId: query.account };
}

/** ACCOUNT_FORBIDDEN, in the same words whether there is such an account or not: nobody has looked yet. */
export function assertMayRead(principal: Principal, { provider, accountId }: Asked): void {
  if (principal.mayRead(provider, accountId)) return;
  throw new Problem("ACCOUNT_FORBIDDEN", "Whoever runs this worker can give you the right to read it.");
}

function autodeskAccount(segment: string, region: string | undefined): Asked {
  const accountId = autodeskId(decoded(segment));
  if (accountId === undefined)
    throw new Problem("ERR_OPTION", "The account id is not one that Autodesk gives.");
  if (region !== undefined && !REGION_PATTERN.test(region)) {
    throw new Problem("ERR_OPTION", "The region is not one of 2 to 8 capital letters, such as EMEA.");
  }
  return { provider: "autodesk", accountId };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return "";
  }
}
