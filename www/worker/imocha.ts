import { fetchImochaUnits } from "business-units";
import { Hono } from "hono";
import { imochaAccess } from "./credentials.ts";
import type { App } from "./env.ts";
import { listing } from "./listing.ts";
import { onlyQuery } from "./query.ts";
import { onlyReading } from "./refuse.ts";

/** GET /api/imocha/business-units, and `?account=` to choose among the sandbox's. */
export const imocha = new Hono<App>();

imocha.get("/api/imocha/business-units", onlyQuery("account"), (c) => {
  const account = c.req.query("account");
  const access = imochaAccess(c.env, account);
  return listing(c, {
    provider: "imocha",
    accountId: account ?? "-",
    region: undefined,
    access: { ...access, credential: [access.apiKey] },
    tree: (call) => fetchImochaUnits({ ...access, ...call }),
  });
});
imocha.all("/api/imocha/business-units", onlyReading);
