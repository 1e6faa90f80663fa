import type { Handler } from "hono";
import type { App } from "./context.ts";
import { Problem } from "./problem.ts";

/** Answers with a file of the page, or 404. The page keeps its state behind the #, so `/` is its only address. */
export const page: Handler<App> = async (c) => {
  if (!c.env.ASSETS) throw new Problem("UNKNOWN_PATH", "This worker was started without the page.");
  const file = await c.env.ASSETS.fetch(c.req.raw);
  if (file.status === 404) return noSuchFile();
  const answer = new Response(file.body, file);
  answer.headers.set("cache-control", cacheControl(c.req.path, file.status));
  return answer;
};

// A person who mistypes an address reads this in a browser.
function noSuchFile(): Response {
  const headers = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" };
  return new Response("There is nothing at this address.\n", { status: 404, headers });
}

// The build puts a hash of the content into every name under /assets/, so such a file never changes.
function cacheControl(path: string, status: number): string {
  if (status >= 400) return "no-store";
  return path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}
