import type { CallOptions } from "business-units";
import type { Context } from "hono";
import type { App } from "./env.ts";

type Call = Required<Pick<CallOptions, "waitUntil">> & Pick<CallOptions, "signal">;

/** What every call to a service takes from the request that caused it: it ends with it, but finishes its duties. */
export function callOf(c: Context<App>): Call {
  const waitUntil = (promise: Promise<unknown>) => c.executionCtx.waitUntil(promise);
  const signal: AbortSignal | undefined = c.req.raw.signal;
  return signal ? { waitUntil, signal } : { waitUntil };
}
