import { type Context, Hono } from "hono";
import { type ListingOperations, routeOf } from "./api/operations.ts";
import type { App } from "./context.ts";
import { listing, type Source } from "./listing.ts";
import { Problem } from "./problem.ts";
import { queryOf } from "./query.ts";
import { onlyReading } from "./refuse.ts";
import { defectsView } from "./view/defects.ts";
import { searchView } from "./view/search.ts";
import { unitView } from "./view/unit.ts";
import { viewAs } from "./view/views.ts";

/** Finds the listing that a request is about; whoever asks is known, and may. */
type SourceOf = (c: Context<App>) => Source;

/**
 * The routes to all that can be asked about a listing. It comes from the one that is kept, so no question but the first
 * asks the service.
 */
export function aboutListing(asked: ListingOperations, sourceOf: SourceOf): Hono<App> {
  const routes = new Hono<App>();
  routes.get(routeOf(asked.listing), (c) => {
    const { as } = queryOf(c, asked.listing.query);
    const source = sourceOf(c);
    return listing(c, source, viewAs(as, source));
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

// Hono leaves what it cannot decode as it is, and then an id would have two spellings.
function unitIdIn(path: string): string {
  try {
    return decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
  } catch {
    throw new Problem("WRONG_PARAMETER", "The unit's id is not UTF-8 in percent-encoding.");
  }
}
