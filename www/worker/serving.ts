import { app } from "./app.ts";
import type { Env } from "./env.ts";

/** Answers a request; `address` is the caller's, if the server knows it. */
export type Answering = (request: Request, address?: string) => Promise<Response>;

/**
 * Serves the edge worker where there is no edge: in Node, Deno, or another runtime with `fetch`. Counters and listings
 * stay in the memory of the process.
 * @param settings the worker's settings, such as the environment: one object for all requests
 */
export function serving(settings: Env): Answering {
  const env = withoutBindings(settings);
  return async (request, address) => {
    const headers = new Headers(request.headers);
    // Cloudflare sets this header; here a caller could.
    headers.delete("cf-connecting-ip");
    if (address) headers.set("cf-connecting-ip", address);
    return app.fetch(copyOf(request, headers), env, context);
  };
}

/**
 * Copies the request with other headers. A copy loses a method such as TRACE, and the constructor throws for an invalid
 * host: both become requests that the worker refuses.
 */
function copyOf(request: Request, headers: Headers): Request {
  try {
    const copy = new Request(request, { headers });
    return copy.method === request.method ? copy : new Request(request.url, { headers, method: "REFUSED" });
  } catch {
    return new Request("http://unknown.invalid/", { headers });
  }
}

// An environment holds texts only: a text with the name of a binding of Cloudflare is no binding.
function withoutBindings(settings: Env): Env {
  const bound = ["ASSETS", "LISTINGS", "READ_LIMIT", "GUEST_LIMIT", "PACER"];
  const isText = ([name, value]: [string, unknown]) => bound.includes(name) && typeof value === "string";
  return Object.fromEntries(Object.entries(settings).filter((setting) => !isText(setting)));
}

// The process outlives its answers. Work behind an answer handles its own failures.
const context = {
  waitUntil(work: Promise<unknown>) {
    work.catch(() => {});
  },
  passThroughOnException() {},
  props: {},
};
