import { fetchImochaUnits } from "business-units";
import type { Context } from "hono";
import { aboutListing } from "./about-listing.ts";
import { imocha as operations } from "./api/operations.ts";
import type { App } from "./context.ts";
import { imochaAccess } from "./credentials.ts";
import type { Source } from "./listing.ts";

/** GET /api/imocha/…, and `?account=` to choose among the sandbox's. */
export const imocha = aboutListing(operations, sourceOf);

function sourceOf(c: Context<App>): Source {
  const account = c.req.query("account");
  const access = imochaAccess(c.env, account);
  return {
    provider: "imocha",
    accountId: account ?? "-",
    region: undefined,
    access: { ...access, credential: [access.apiKey] },
    tree: (call) => fetchImochaUnits({ ...access, ...call }),
  };
}
