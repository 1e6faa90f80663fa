import { type Context, Hono } from "hono";
import { accessTo } from "./access.ts";
import { byProvider, routeOf } from "./api/operations.ts";
import type { App } from "./context.ts";
import { listing, type Source } from "./listing.ts";
import { Problem } from "./problem.ts";
import type { Provider } from "./providers/provider.ts";
import { queryOf } from "./query.ts";
import { onlyReading } from "./refuse.ts";
import { defectsView } from "./view/defects.ts";
import { searchView } from "./view/search.ts";
import { unitView } from "./view/unit.ts";
import { viewAs } from "./view/views.ts";

/**
 * Makes the routes to a provider's listings: the whole listing, one unit, search and defects. Every route reads the
 * cached listing, so only the first request causes a call.
 */
export function listingRoutes(provider: Provider): Hono<App> {
  const routes = new Hono<App>();
  const asked = byProvider.get(provider.id);
  if (asked === undefined) throw new Error(`the list of facts lacks ${provider.id}`);
  const sourceOf = (c: Context<App>) => sourceFor(provider, c);
  routes.get(routeOf(asked.listing), (c) => {
    const { as, bom } = queryOf(c, asked.listing.query);
    const source = sourceOf(c);
    return listing(c, source, viewAs(as, source, bom === "1"));
  });
  routes.get(routeOf(asked.unit), (c) => {
    queryOf(c, asked.unit.query);
    return listing(c, sourceOf(c), unitView(unitIdIn(c.req.path)));
  });
  routes.get(routeOf(asked.search), (c) => {
    const { q, limit } = queryOf(c, asked.search.query);
    return listing(c, sourceOf(c), searchView(q, limit));
  });
  routes.get(routeOf(asked.defects), (c) => {
    queryOf(c, asked.defects.query);
    return listing(c, sourceOf(c), defectsView);
  });
  for (const operation of Object.values(asked)) routes.all(routeOf(operation), onlyReading);
  return routes;
}

/** Returns the listing that a request names: the very account that the gate has parsed and checked. */
function sourceFor(provider: Provider, c: Context<App>): Source {
  const [account] = c.get("accounts");
  if (account?.provider !== provider.id) throw new Error("the gate let a request pass without its account");
  const access = accessTo(provider, account, c.env);
  return {
    provider: provider.id,
    accountId: account.id ?? "-",
    region: account.region,
    access: { credential: Object.values(access.settings), baseUrl: access.baseUrl },
    tree: provider.listing(account, access),
  };
}

// Hono does not decode what it cannot, and then an id would have two spellings.
function unitIdIn(path: string): string {
  try {
    return decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
  } catch {
    throw new Problem("WRONG_PARAMETER", "The unit's id is not UTF-8 in percent-encoding.");
  }
}
