import { Hono } from "hono";
import { health as operation, routeOf } from "./api/operations.ts";
import type { App } from "./context.ts";
import { ANSWER_HEADERS } from "./headers.ts";
import { queryOf } from "./query.ts";
import { onlyReading } from "./refuse.ts";
import { upstream } from "./upstream.ts";

/** GET /healthz: answers that the worker runs, and its upstream, without a call to a provider. */
export const health = new Hono<App>();

health.get(routeOf(operation), (c) => {
  queryOf(c, operation.query);
  return c.json({ status: "ok", upstream: upstream(c.env) }, 200, {
    ...ANSWER_HEADERS,
    "cache-control": "no-store",
  });
});
health.all(routeOf(operation), onlyReading);
