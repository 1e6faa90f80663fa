import type { Handler } from "hono";
import type { App } from "./env.ts";
import { Problem } from "./problem.ts";

/** The files of the page, or 404; the page keeps its state behind the #, so `/` is its only address. */
export const page: Handler<App> = async (c) => {
  if (!c.env.ASSETS) throw new Problem("UNKNOWN_PATH", "This worker was started without the page.");
  const file = await c.env.ASSETS.fetch(c.req.raw);
  const answer = new Response(file.body, file);
  answer.headers.set("cache-control", cacheControl(c.req.path, file.status));
  return answer;
};

// The build puts a hash of the content into every name under /assets/, so such a file never changes.
function cacheControl(path: string, status: number): string {
  if (status >= 400) return "no-store";
  return path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache";
}
