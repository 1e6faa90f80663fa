import { askToken, giveUpMint, mintToken } from "../wasm/business_units.js";
import { CONTEXT, TOKEN } from "./call-options.js";
import { translateCall } from "./caller-error.js";
import { optionError } from "./errors.js";
import { full } from "./full.js";
import { ownOptions } from "./options.js";
import { signalOf } from "./signal.js";
import { Flight, LATE } from "./single-flight.js";
import type { AutodeskTokenOptions, TokenContext, TokenSource } from "./types.js";
import { untilAborted } from "./until-aborted.js";

// `src/token` in the module decides which token may be used and who mints. This file only waits.
const flights = new Map<number, Flight<string>>();

/** A set of credentials, and the key of its tokens. */
interface Client {
  key: Uint8Array;
  options: AutodeskTokenOptions;
}

/**
 * Gives Autodesk's two-legged tokens to `fetchAutodeskUnits`. Tokens are kept in memory, for the 256 clients that were
 * asked for last, and shared by all sources with the same client, secret, scopes, `auth` and `baseUrl`:
 *
 * - concurrent callers share one mint, which is tried up to three times within 12 seconds;
 * - 4 to 6 minutes before its end a token is replaced in the background, 30 seconds before it is no longer used;
 * - a token that the service refuses is replaced once, for all who were refused;
 * - a client that the endpoint does not know is refused for 30 seconds without asking again. No other failure is kept.
 *
 * A token that is at hand costs a digest and a look-up.
 *
 * @returns What `fetchAutodeskUnits` takes as its `token`; it makes no request before it is called.
 * @throws `ERR_OPTION` where there is a `window`, since a client secret must not be in a page, and for options that are
 * no object. The source it returns rejects with `ERR_UNAUTHORIZED`, `ERR_TOKEN` or what else went wrong at the token
 * endpoint; when `signal` aborts, with `signal.reason` itself, and the other waiters still get the token.
 *
 * @example
 * ```ts
 * import { autodeskToken, fetchAutodeskUnits } from "business-units";
 *
 * const { APS_CLIENT_ID = "", APS_CLIENT_SECRET = "" } = process.env;
 * const token = autodeskToken({ clientId: APS_CLIENT_ID, clientSecret: APS_CLIENT_SECRET });
 * using tree = await fetchAutodeskUnits({ accountId: "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace", token });
 * console.log(tree.size); // 2
 * ```
 */
export function autodeskToken(options: AutodeskTokenOptions): TokenSource {
  refusePages();
  const own = copyOf(options);
  // One promise for all callers: those who ask together join one mint, however late the digest comes.
  let key: Promise<Uint8Array> | undefined;
  return async (given = {}) => {
    const context = ownOptions(given, CONTEXT);
    const signal = signalOf(context);
    try {
      assertText("rejected", context.rejected);
      await untilAborted(full.init(), signal);
      key ??= keyOf(own);
      const client = { key: await untilAborted(key, signal), options: own };
      return await tokenFor(client, context, signal);
    } catch (thrown) {
      throw translateCall(thrown, signal);
    }
  };
}

/** Copies the options, so that later changes by the caller have no effect. */
function copyOf(options: AutodeskTokenOptions): AutodeskTokenOptions {
  const own = ownOptions(options, TOKEN);
  return Array.isArray(own.scopes) ? { ...own, scopes: [...own.scopes] } : own;
}

// A value of another type could be taken for another client's text.
function assertTexts({ clientId, clientSecret, scopes }: AutodeskTokenOptions): void {
  assertText("clientId", clientId);
  assertText("clientSecret", clientSecret);
  if (scopes != null && !Array.isArray(scopes)) throw optionError("scopes must be an array of strings.");
}

function assertText(name: string, text: unknown): void {
  if (text != null && typeof text !== "string") throw optionError(`${name} must be a string.`);
}

function refusePages(): void {
  if (typeof window === "undefined") return;
  throw optionError(
    "autodeskToken() refuses to run in a page: whoever opens the page could read the secret.",
    {
      hint: "Mint tokens on a server or an edge worker, and let the page ask that.",
    },
  );
}

/** Returns the key of a client's tokens: a digest, so that the cache holds no secret in clear. */
async function keyOf(options: AutodeskTokenOptions): Promise<Uint8Array> {
  assertTexts(options);
  const { baseUrl = "", clientId, clientSecret, scopes, auth = "basic" } = options;
  const names = scopes?.length ? scopes : ["account:read"];
  const sorted = [...new Set(names.map(String))].sort();
  const parts = [
    String(baseUrl).replace(/\/+$/, ""),
    String(clientId),
    String(clientSecret),
    String(auth),
    ...sorted,
  ];
  const text = new TextEncoder().encode(JSON.stringify(parts));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", text));
}

async function tokenFor(
  client: Client,
  context: TokenContext,
  signal: AbortSignal | undefined,
): Promise<string> {
  for (;;) {
    const { token, mint, join } = askToken(client.key, context.rejected);
    if (mint !== undefined) {
      const flight = begin(client, mint, context);
      return token ?? (await flight.lead(signal, () => giveUpMint(client.key, mint)));
    }
    if (token !== undefined) return token;
    if (join === undefined) continue;
    const minted = (await flights.get(join)?.join(signal)) ?? LATE;
    if (minted !== LATE) return minted;
    giveUpMint(client.key, join);
    flights.delete(join);
  }
}

function begin({ key, options }: Client, mint: number, context: TokenContext): Flight<string> {
  const stop = new AbortController();
  const { signal } = stop;
  const minted = mintToken(key, mint, { ...options, signal } as Parameters<typeof mintToken>[2]);
  const flight = new Flight(minted, stop);
  flights.set(mint, flight);
  const end = () => flights.delete(mint);
  keepAlive(minted.then(end, end), context.waitUntil ?? options.waitUntil);
  return flight;
}

function keepAlive(work: Promise<unknown>, waitUntil: TokenContext["waitUntil"]): void {
  try {
    waitUntil?.(work);
  } catch {
    // The mint may now end with its request; joiners have a timer for that.
  }
}
