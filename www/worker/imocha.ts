import { fetchImochaUnits } from "business-units";
import { Hono } from "hono";
import { callOf } from "./call.ts";
import { imochaAccess } from "./credentials.ts";
import type { App } from "./env.ts";
import { listing } from "./listing.ts";
import { onlyQuery } from "./query.ts";
import { onlyReading } from "./refuse.ts";

/** GET /api/imocha/business-units, and `?account=` to choose among the sandbox's. */
export const imocha = new Hono<App>();

imocha.get("/api/imocha/business-units", onlyQuery("account"), async (c) => {
  const access = imochaAccess(c.env, c.req.query("account"));
  const tree = await fetchImochaUnits({ ...access, ...callOf(c) });
  return listing(c, tree, null);
});
imocha.all("/api/imocha/business-units", onlyReading);
