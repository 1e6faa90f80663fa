import type { CallOptions } from "business-units";
import type { Context } from "hono";
import type { App } from "./context.ts";

type Call = Required<Pick<CallOptions, "waitUntil">> & Pick<CallOptions, "signal">;

/**
 * Returns the options that a call takes from its request: the signal that the caller has left, and `waitUntil` for work
 * that outlives the answer. A local workerd aborts the signal only after the head of the answer is sent: until then, a
 * call without a caller goes on.
 */
export function callOf(c: Context<App>): Call {
  const waitUntil = (promise: Promise<unknown>) => c.executionCtx.waitUntil(promise);
  const signal: AbortSignal | undefined = c.req.raw.signal;
  return signal ? { waitUntil, signal } : { waitUntil };
}
