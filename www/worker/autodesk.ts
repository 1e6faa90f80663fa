import { fetchAutodeskUnits } from "business-units";
import { Hono } from "hono";
import { autodeskAccess } from "./credentials.ts";
import type { App } from "./env.ts";
import { listing } from "./listing.ts";
import { onlyQuery } from "./query.ts";
import { onlyReading } from "./refuse.ts";

/** GET /api/autodesk/accounts/{accountId}/business-units?region= */
export const autodesk = new Hono<App>();

autodesk.get("/api/autodesk/accounts/:accountId/business-units", onlyQuery("region"), (c) => {
  const accountId = oneSpelling(c.req.param("accountId"));
  const region = c.req.query("region");
  const asked = region === undefined ? { accountId } : { accountId, region };
  const { credential, ...access } = autodeskAccess(c.env);
  return listing(c, {
    provider: "autodesk",
    accountId,
    region,
    access: { ...access, credential },
    tree: (call) => fetchAutodeskUnits({ ...access, ...call, ...asked }),
  });
});
autodesk.all("/api/autodesk/accounts/:accountId/business-units", onlyReading);

// An account and its hub are one account, in whichever letter case. What is no account is left to the package to refuse.
function oneSpelling(given: string): string {
  return /^(?:b\.)?([A-Za-z0-9-]{1,64})$/.exec(given)?.[1]?.toLowerCase() ?? given;
}
