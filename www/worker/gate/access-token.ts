import { createLocalJWKSet, decodeProtectedHeader, type JWK, type JWTPayload, jwtVerify } from "jose";
import { Problem } from "../problem.ts";
import type { AccessSettings } from "./access-settings.ts";

const LONGEST = 8_192;
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const KID = /^[\w-]{1,128}$/;
const TOLERANCE_S = 60;

/** Returns the id of the key in the token's header; refuses any token but RS256 with a key id. */
export function keyIdOf(token: string): string {
  const { alg, kid } = headerOf(token);
  if (alg === "RS256" && typeof kid === "string" && KID.test(kid)) return kid;
  throw refused();
}

/** Returns the claims of a token whose signature, issuer, audience and times are valid at `now`. */
export async function claimsOf(
  token: string,
  keys: readonly JWK[],
  { team, audiences }: AccessSettings,
  now: number,
): Promise<JWTPayload> {
  // A new key set for each token: jose caches promises in it, which must not outlive a request.
  const verified = jwtVerify(token, createLocalJWKSet({ keys: [...keys] }), {
    algorithms: ["RS256"],
    issuer: `https://${team}.cloudflareaccess.com`,
    audience: audiences,
    requiredClaims: ["exp", "iat"],
    clockTolerance: TOLERANCE_S,
    currentDate: new Date(now),
  });
  const { payload } = await verified.catch(() => {
    throw refused();
  });
  assertTimes(payload, now);
  return payload;
}

/** Returns the refusal of a token. It gives no reason, since only a forger needs one. */
export function refused(): Problem {
  return new Problem("ACCESS_REFUSED", "The token of Cloudflare Access is not valid for this worker.");
}

function headerOf(token: string): { alg?: unknown; kid?: unknown } {
  if (token.length > LONGEST || !COMPACT.test(token)) throw refused();
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw refused();
  }
}

// JSON numbers such as 1e400 parse as infinite, and Access signs no token without an end.
function assertTimes({ exp, nbf = 0, iat = Number.NaN }: JWTPayload, now: number): void {
  const finite = [exp, nbf, iat].every(Number.isFinite);
  if (!finite || iat > Math.floor(now / 1_000) + TOLERANCE_S) throw refused();
}
