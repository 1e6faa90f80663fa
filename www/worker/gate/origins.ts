import { providers } from "../../providers/list.mjs";

/** The origins of every provider: live, the worker sends its requests nowhere else. */
export const PROVIDER_ORIGINS: ReadonlySet<string> = new Set(providers.flatMap(({ origins }) => origins));

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Returns the origin of a base URL that belongs to a provider, or undefined. It must be written as the origin it is, so
 * that a reader of the configuration sees where it leads: no user, path, trailing dot or look-alike.
 */
export function providerOrigin(text: string): string | undefined {
  const origin = writtenOrigin(text)?.origin;
  return origin !== undefined && PROVIDER_ORIGINS.has(origin) ? origin : undefined;
}

/** Returns the origin of a base URL that may be the sandbox's, which listens on this machine; otherwise undefined. */
export function sandboxOrigin(text: string): string | undefined {
  const url = writtenOrigin(text);
  if (url?.protocol !== "http:" || !LOOPBACK.has(url.hostname) || url.port === "") return undefined;
  return url.origin;
}

/** Returns a `fetch` that reaches these origins and nothing else, whatever address a mistake elsewhere produces. */
export function fetchFrom(origins: ReadonlySet<string>): typeof fetch {
  return (input: string | URL | Request, init?: RequestInit) => {
    const { origin, username, password } = new URL(input instanceof Request ? input.url : String(input));
    if (origins.has(origin) && username + password === "") return fetch(input, init);
    return Promise.reject(new TypeError("The worker sends no request to this host."));
  };
}

function writtenOrigin(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return text === url.origin || text === `${url.origin}/` ? url : undefined;
  } catch {
    return undefined;
  }
}
