import { app } from "./app.ts";
import type { Env } from "./env.ts";

/** Answers a request of a caller at this address, where the server knows it. */
export type Answering = (request: Request, address?: string) => Promise<Response>;

/**
 * The edge worker where there is no edge: in Node, Deno, or whatever else has `fetch`. Counters and listings are kept in
 * the memory of the process. `settings` are those of the worker, such as the environment; it is one object for all
 * requests.
 */
export function serving(settings: Env): Answering {
  const env = withoutBindings(settings);
  return async (request, address) => {
    const headers = new Headers(request.headers);
    // On Cloudflare the platform says it, and no caller can.
    headers.delete("cf-connecting-ip");
    if (address) headers.set("cf-connecting-ip", address);
    return app.fetch(copyOf(request, headers), env, context);
  };
}

/**
 * The request with other headers. What no `Request` can be is refused: a copy loses a method such as TRACE, which a
 * server sets on it, and there is nothing at a host that is no name.
 */
function copyOf(request: Request, headers: Headers): Request {
  try {
    const copy = new Request(request, { headers });
    return copy.method === request.method ? copy : new Request(request.url, { headers, method: "REFUSED" });
  } catch {
    return new Request("http://unknown.invalid/", { headers });
  }
}

// An environment holds nothing but text, whatever has the name of something that only Cloudflare binds.
function withoutBindings(settings: Env): Env {
  const bound = ["ASSETS", "LISTINGS", "READ_LIMIT", "GUEST_LIMIT", "PACER"];
  const isText = ([name, value]: [string, unknown]) => bound.includes(name) && typeof value === "string";
  return Object.fromEntries(Object.entries(settings).filter((setting) => !isText(setting)));
}

// The process outlives its answers, and what fails behind one has been dealt with.
const context = {
  waitUntil(work: Promise<unknown>) {
    work.catch(() => {});
  },
  passThroughOnException() {},
  props: {},
};
