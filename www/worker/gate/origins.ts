/** The only places that the worker asks for listings and tokens. */
export const SERVICES: ReadonlySet<string> = new Set([
  "https://developer.api.autodesk.com",
  "https://apiv3.imocha.io",
]);

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The origin of a base URL that may be asked, or undefined. It must be written as the origin it is, so that whoever
 * reads a configuration sees where it leads: no user, path, trailing dot, other form of an address, or look-alike.
 */
export function serviceOrigin(text: string): string | undefined {
  const origin = writtenOrigin(text)?.origin;
  return origin !== undefined && SERVICES.has(origin) ? origin : undefined;
}

/** The same for the sandbox, which listens on this machine. */
export function sandboxOrigin(text: string): string | undefined {
  const url = writtenOrigin(text);
  if (url?.protocol !== "http:" || !LOOPBACK.has(url.hostname) || url.port === "") return undefined;
  return url.origin;
}

/** A `fetch` that reaches these origins and nothing else, whatever a mistake elsewhere makes of an address. */
export function fetchFrom(origins: ReadonlySet<string>): typeof fetch {
  return (input: string | URL | Request, init?: RequestInit) => {
    const { origin, username, password } = new URL(input instanceof Request ? input.url : String(input));
    if (origins.has(origin) && username + password === "") return fetch(input, init);
    return Promise.reject(new TypeError("The worker asks no such host."));
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
