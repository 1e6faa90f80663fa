import type { MiddlewareHandler } from "hono";
import type { App } from "./context.ts";
import { upstream } from "./upstream.ts";

// Whatever may make two callers' answers differ; `Origin` even where no page is allowed, so that none is ever kept for one.
const VARY = "Authorization, Cookie, Cf-Access-Jwt-Assertion, Origin, Accept-Encoding";

/** What an API answer says of itself: private to its caller, and asked for anew each time. */
export const ANSWER_HEADERS = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "private, no-cache",
  vary: VARY,
};

const EVERY_ANSWER = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  // For what a page embeds without asking. What an allowed origin fetches with CORS is not affected.
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy":
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), publickey-credentials-get=(), usb=()",
  "strict-transport-security": "max-age=63072000",
};

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // The one policy that lit makes for its own templates; 'none' would stop the page at its first import.
  "trusted-types lit-html",
].join("; ");

const POLICY = "content-security-policy";
// An API answer is not a document; opened as one, it may load and run nothing.
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Puts the security headers on every answer, whoever made it. */
export const securityHeaders: MiddlewareHandler<App> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(EVERY_ANSWER)) c.header(name, value);
  const isApi = isOfApi(c.req.path, c.res);
  // A picture brings its own.
  if (!(isApi && c.res.headers.has(POLICY))) c.header(POLICY, isApi ? API_POLICY : PAGE_POLICY);
  if (isApi) c.header("vary", VARY);
};

/** Says what stands behind the answer: the real services, the sandbox, or nothing. */
export const upstreamHeader: MiddlewareHandler<App> = async (c, next) => {
  await next();
  c.header("x-upstream", upstream(c.env));
};

// The page's policy goes with all of its files: a worker script has the policy of its own response.
function isOfApi(path: string, answer: Response): boolean {
  return /^\/api(?:\/|$)/.test(path) || /json/.test(answer.headers.get("content-type") ?? "");
}
