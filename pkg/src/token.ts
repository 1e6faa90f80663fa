import { type MintOptions, mintAutodeskToken } from "../wasm/business_units.js";
import { signalOf, untilAborted } from "./abort.js";
import { optionError, translate } from "./errors.js";
import { init } from "./load.js";
import type { AutodeskTokenOptions, TokenContext, TokenSource } from "./types.js";

// Plain data only: a promise kept from one request hangs the next one in workerd when the first has ended.
interface Kept {
  token: string;
  usableUntil: number;
}

/**
 * Gives Autodesk's two-legged tokens to `fetchAutodeskUnits`: mints one when it is needed, keeps it until shortly before
 * it ends, and mints a new one when it is told that the service has refused it.
 *
 * @throws `ERR_OPTION` where there is a `window`: a client secret must not be in a page. The source it returns rejects
 * with `ERR_UNAUTHORIZED`, `ERR_TOKEN` or what else went wrong at the token endpoint.
 *
 * @example
 * ```ts
 * import { autodeskToken, fetchAutodeskUnits } from "business-units";
 *
 * const token = autodeskToken({ clientId: "my-app", clientSecret: "my-secret" });
 * using tree = await fetchAutodeskUnits({ accountId: "c8b0c73d-3ae9", token });
 * ```
 */
export function autodeskToken(options: AutodeskTokenOptions): TokenSource {
  refusePages();
  let kept: Kept | undefined;
  return async (context = {}) => {
    if (kept?.token === context.rejected) kept = undefined;
    if (!kept || kept.usableUntil <= Date.now()) kept = await mint(options, context);
    return kept.token;
  };
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

async function mint(options: AutodeskTokenOptions, context: TokenContext): Promise<Kept> {
  const signal = signalOf(context);
  try {
    await untilAborted(init(), signal);
    const { token, expiresInMs } = await mintAutodeskToken({
      ...options,
      ...(signal && { signal }),
    } as MintOptions);
    return { token, usableUntil: Date.now() + expiresInMs };
  } catch (thrown) {
    throw translate(thrown, signal);
  }
}
