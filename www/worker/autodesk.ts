import { fetchAutodeskUnits } from "business-units";
import type { Context } from "hono";
import { aboutListing } from "./about-listing.ts";
import { autodesk as operations } from "./api/operations.ts";
import type { App } from "./context.ts";
import { autodeskAccess } from "./credentials.ts";
import type { Source } from "./listing.ts";

/** GET /api/autodesk/accounts/{accountId}/…, with `?region=` */
export const autodesk = aboutListing(operations, sourceOf);

function sourceOf(c: Context<App>): Source {
  const accountId = oneSpelling(c.req.param("accountId") ?? "");
  const region = c.req.query("region");
  const asked = region === undefined ? { accountId } : { accountId, region };
  const { credential, ...access } = autodeskAccess(c.env);
  return {
    provider: "autodesk",
    accountId,
    region,
    access: { ...access, credential },
    tree: (call) => fetchAutodeskUnits({ ...access, ...call, ...asked }),
  };
}

// An account and its hub are one account, in whichever letter case. What is no account is left to the package to refuse.
function oneSpelling(given: string): string {
  return /^(?:b\.)?([A-Za-z0-9-]{1,64})$/.exec(given)?.[1]?.toLowerCase() ?? given;
}
