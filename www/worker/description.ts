import { Hono } from "hono";
import { openApi } from "./api/document.ts";
import { description as operation, routeOf } from "./api/operations.ts";
import type { App } from "./context.ts";
import { ANSWER_HEADERS } from "./headers.ts";
import { queryOf } from "./query.ts";
import { onlyReading } from "./refuse.ts";

let made: string | undefined;

/** GET /openapi.json: the description of the API. It says nothing about this deployment, so it needs no caller. */
export const description = new Hono<App>();

description.get(routeOf(operation), (c) => {
  queryOf(c, operation.query);
  made ??= JSON.stringify(openApi());
  return c.body(made, 200, ANSWER_HEADERS);
});
description.all(routeOf(operation), onlyReading);
