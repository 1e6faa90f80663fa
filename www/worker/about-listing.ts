import { type Context, Hono } from "hono";
import { as, limit, q } from "./api/parameters.ts";
import type { App } from "./env.ts";
import { listing, type Source } from "./listing.ts";
import { Problem } from "./problem.ts";
import { type Parameters, queryOf } from "./query.ts";
import { onlyReading } from "./refuse.ts";
import { defectsView } from "./view/defects.ts";
import { searchView } from "./view/search.ts";
import { unitView } from "./view/unit.ts";
import { viewAs } from "./view/views.ts";

/** Finds the listing that a request is about; whoever asks is known, and may. */
type SourceOf = (c: Context<App>) => Source;

/**
 * What can be asked about a listing: the whole of it, a unit, a search, and what is wrong. All of it comes from the one
 * listing that is kept, so no question but the first asks the service.
 * @param own the parameters that tell which listing it is
 */
export function aboutListing(below: string, own: Parameters, sourceOf: SourceOf): Hono<App> {
  const routes = new Hono<App>();
  routes.get(`${below}/business-units`, (c) => {
    const asked = queryOf(c, { ...own, as });
    const source = sourceOf(c);
    return listing(c, source, viewAs(asked.as, source));
  });
  routes.get(`${below}/business-units/:unitId`, (c) => {
    queryOf(c, own);
    return listing(c, sourceOf(c), unitView(unitIdIn(c.req.path)));
  });
  routes.get(`${below}/search`, (c) => {
    const asked = queryOf(c, { ...own, q, limit });
    return listing(c, sourceOf(c), searchView(asked.q, asked.limit));
  });
  routes.get(`${below}/defects`, (c) => {
    queryOf(c, own);
    return listing(c, sourceOf(c), defectsView);
  });
  for (const end of ["business-units", "business-units/:unitId", "search", "defects"]) {
    routes.all(`${below}/${end}`, onlyReading);
  }
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
