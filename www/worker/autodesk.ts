import { fetchAutodeskUnits } from "business-units";
import { Hono } from "hono";
import { callOf } from "./call.ts";
import { autodeskAccess } from "./credentials.ts";
import type { App } from "./env.ts";
import { listing } from "./listing.ts";
import { onlyQuery } from "./query.ts";
import { onlyReading } from "./refuse.ts";

/** GET /api/autodesk/accounts/{accountId}/business-units?region= */
export const autodesk = new Hono<App>();

autodesk.get("/api/autodesk/accounts/:accountId/business-units", onlyQuery("region"), async (c) => {
  const accountId = c.req.param("accountId");
  const region = c.req.query("region");
  const asked = region === undefined ? { accountId } : { accountId, region };
  const tree = await fetchAutodeskUnits({ ...autodeskAccess(c.env), ...callOf(c), ...asked });
  return listing(c, tree, region ?? null);
});
autodesk.all("/api/autodesk/accounts/:accountId/business-units", onlyReading);
