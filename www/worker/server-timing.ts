import type { MiddlewareHandler } from "hono";
import type { App } from "./context.ts";
import { Timing } from "./timing.ts";

/** Writes `Server-Timing` on every answer. A refusal by the gate names no part, because none was begun. */
export const timed: MiddlewareHandler<App> = async (c, next) => {
  const timing = new Timing();
  c.set("timing", timing);
  await next();
  c.header("server-timing", timing.header);
};
