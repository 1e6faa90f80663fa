import type { CallOptions } from "business-units";
import type { Context } from "hono";
import type { App } from "./context.ts";

type Call = Required<Pick<CallOptions, "waitUntil">> & Pick<CallOptions, "signal">;

/**
 * What every call to a service takes from the request that caused it: the signal that its caller has left, and
 * `waitUntil` for what is still to be done then. workerd run locally gives that signal only once the head of the answer
 * is out: before that, a call whose caller has left goes on until it is done or out of time.
 */
export function callOf(c: Context<App>): Call {
  const waitUntil = (promise: Promise<unknown>) => c.executionCtx.waitUntil(promise);
  const signal: AbortSignal | undefined = c.req.raw.signal;
  return signal ? { waitUntil, signal } : { waitUntil };
}
