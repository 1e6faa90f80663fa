import type { MiddlewareHandler } from "hono";
import type { App } from "./context.ts";
import { upstream } from "./upstream.ts";

// All that can make two answers differ. `Origin` too where no origin is allowed: a stored answer outlives the setting.
const VARY = "Authorization, Cookie, Cf-Access-Jwt-Assertion, Origin, Accept-Encoding";

/** The headers of an API answer: private to its caller, and revalidated each time. */
export const ANSWER_HEADERS = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "private, no-cache",
  vary: VARY,
};

const EVERY_ANSWER = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  // Blocks embedding by other sites. Requests of allowed origins with CORS are not affected.
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
  // lit creates this policy for its templates; with 'none' the page would not start.
  "trusted-types lit-html",
].join("; ");

const POLICY = "content-security-policy";
// An API answer that is opened as a document may load and run nothing.
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** Puts the security headers on every answer, the page's files included. */
export const securityHeaders: MiddlewareHandler<App> = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(EVERY_ANSWER)) c.header(name, value);
  const isApi = isOfApi(c.req.path, c.res);
  // A picture has its own policy.
  if (!(isApi && c.res.headers.has(POLICY))) c.header(POLICY, isApi ? API_POLICY : PAGE_POLICY);
  if (isApi) c.header("vary", VARY);
};

/** Writes `X-Upstream`: live, sandbox or none. */
export const upstreamHeader: MiddlewareHandler<App> = async (c, next) => {
  await next();
  c.header("x-upstream", upstream(c.env));
};

// All files of the page carry its policy: a worker script obeys the policy of its own response.
function isOfApi(path: string, answer: Response): boolean {
  return /^\/api(?:\/|$)/.test(path) || /json/.test(answer.headers.get("content-type") ?? "");
}
