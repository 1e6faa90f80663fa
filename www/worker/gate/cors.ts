import type { MiddlewareHandler } from "hono";
import type { App } from "../context.ts";
import type { Env } from "../env.ts";
import { Problem } from "../problem.ts";

const PREFLIGHT = {
  "access-control-allow-methods": "GET, HEAD",
  // A fixed list, not the one that the request names.
  "access-control-allow-headers": "Authorization, If-None-Match",
  "access-control-max-age": "600",
  "cache-control": "no-store",
};
const SHOWN =
  "Age, Content-Disposition, ETag, Retry-After, Server-Timing, WWW-Authenticate, X-Cache, X-Upstream";

/**
 * Lets pages of the origins in ALLOWED_ORIGINS read answers, and no others. Never with credentials: such a page sends a
 * key in a header, and cannot use a cookie of Access.
 */
export const cors: MiddlewareHandler<App> = async (c, next) => {
  const origin = c.req.header("origin");
  const allowed = allowedOrigins(c.env);
  const isAllowed = origin !== undefined && allowed.has(origin);
  if (c.req.method === "OPTIONS" && origin && c.req.header("access-control-request-method")) {
    if (!isAllowed) throw new Problem("ORIGIN_FORBIDDEN", "Pages of this origin may not use this worker.");
    return new Response(null, {
      status: 204,
      headers: { ...PREFLIGHT, "access-control-allow-origin": origin },
    });
  }
  await next();
  if (isAllowed) {
    c.header("access-control-allow-origin", origin);
    c.header("access-control-expose-headers", SHOWN);
  }
  return undefined;
};

/** Reads ALLOWED_ORIGINS; throws NOT_CONFIGURED with the place of an invalid origin. */
export function allowedOrigins({ ALLOWED_ORIGINS: listed }: Env): ReadonlySet<string> {
  if (!listed?.trim()) return new Set();
  const origins = listed.split(",").map((origin) => origin.trim());
  const wrong = origins.findIndex((origin) => !isOrigin(origin));
  if (wrong < 0) return new Set(origins);
  throw new Problem(
    "NOT_CONFIGURED",
    `Entry ${wrong + 1} of ${origins.length} in ALLOWED_ORIGINS is not an origin as a browser sends it, such as https://bi.example.com.`,
  );
}

// Exactly as a browser sends it: no star, "null", path, capitals or default port.
function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[a-z0-9._:[\]-]+$/.test(text)) return false;
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}
