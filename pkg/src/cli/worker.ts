import type { Invocation } from "./command.js";
import { Failure, usageFailure } from "./failure.js";
import { type Listing, listingOf } from "./listing.js";
import { refuseSecret } from "./secret.js";

const DEADLINE_MS = 25_000;

/** Reads a listing from a worker of ours. */
export async function readFromWorker(address: string, invocation: Invocation): Promise<Listing> {
  const url = urlOf(address);
  const headers = { accept: "application/json", ...keyFor(url, invocation.env) };
  const signal = AbortSignal.any([invocation.signal, AbortSignal.timeout(DEADLINE_MS)]);
  try {
    const response = await fetch(url, { headers, signal, redirect: "manual" });
    if (!response.ok) throw await refusalOf(response);
    return await listingOf(new Uint8Array(await response.arrayBuffer()), invocation.options);
  } catch (thrown) {
    throw invocation.signal.aborted ? invocation.signal.reason : networkFailure(thrown, url);
  }
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function urlOf(address: string): URL {
  if (!URL.canParse(address)) throw usageFailure("The worker's address is not a URL.");
  const url = new URL(address);
  if (url.username || url.password) throw refuseSecret("A password in the worker's address");
  const names = [...url.searchParams.keys()];
  if (names.some((name) => /key|token|secret/i.test(name))) {
    throw refuseSecret("A key in the worker's address");
  }
  if (url.protocol === "https:" || LOOPBACK.test(url.hostname)) return url;
  throw usageFailure("The worker's address must begin with https:, so that nobody on the way can read it.");
}

/**
 * Returns the header with the key. The key goes to the origin in `BUSINESS_UNITS_URL` only; without that, to the https
 * origin that was typed.
 */
function keyFor(url: URL, env: Invocation["env"]): Record<string, string> {
  const { BUSINESS_UNITS_KEY: key, BUSINESS_UNITS_URL: home } = env;
  if (!key) return {};
  if (home && !URL.canParse(home)) throw usageFailure("BUSINESS_UNITS_URL is not a URL.");
  const isHome = home ? new URL(home).origin === url.origin : url.protocol === "https:";
  if (!isHome) return {};
  // A header with another character would be refused in words that repeat the key.
  if (!/^[\x21-\x7e]+$/.test(key)) throw usageFailure("BUSINESS_UNITS_KEY holds blanks or other characters.");
  return { authorization: `Bearer ${key}` };
}

const KEY_HINT =
  "Set BUSINESS_UNITS_KEY. With BUSINESS_UNITS_URL set, the key is sent to that origin only; without it, to https only.";

const CODES: Readonly<Record<number, string>> = {
  401: "ERR_UNAUTHORIZED",
  403: "ERR_FORBIDDEN",
  404: "ERR_NOT_FOUND",
  429: "ERR_RATE_LIMITED",
};

async function refusalOf(response: Response): Promise<Failure> {
  const { status } = response;
  const problem = await problemIn(response);
  const byStatus = CODES[status] ?? (status >= 500 ? "ERR_SERVER" : "ERR_STATUS");
  const code = status < 400 ? "ERR_REDIRECT" : (problem.code ?? byStatus);
  const message = code === "ERR_REDIRECT" ? "answered with a redirect" : `refused with status ${status}`;
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new Failure(code, `The worker ${message}.`, {
    status,
    reason: problem.detail ?? problem.title,
    hint: problem.hint ?? (status === 401 ? KEY_HINT : undefined),
    ...(seconds >= 0 && { retryAfterMs: seconds * 1_000 }),
  });
}

type Problem = Partial<Record<"code" | "title" | "detail" | "hint", string>>;

async function problemIn(response: Response): Promise<Problem> {
  if (!response.headers.get("content-type")?.includes("json")) return {};
  const problem: unknown = await response.json().catch(() => ({}));
  const members = Object.entries(Object(problem)).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(members);
}

function networkFailure(thrown: unknown, { origin }: URL): unknown {
  if (!(thrown instanceof Error) || ("code" in thrown && String(thrown.code).startsWith("ERR_")))
    return thrown;
  if (thrown instanceof Failure) return thrown;
  if (thrown.name === "TimeoutError") {
    return new Failure("ERR_TIMEOUT", `${origin} did not answer within ${DEADLINE_MS / 1_000} s.`);
  }
  const { message } = thrown.cause instanceof Error ? thrown.cause : thrown;
  return new Failure("ERR_NETWORK", `${origin} could not be reached: ${message}`);
}
