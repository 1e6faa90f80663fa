import { createLocalJWKSet, decodeProtectedHeader, type JWK, type JWTPayload, jwtVerify } from "jose";
import { Problem } from "../problem.ts";
import type { AccessSettings } from "./access-settings.ts";

const LONGEST = 8_192;
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const KID = /^[\w-]{1,128}$/;
const TOLERANCE_S = 60;

/** The id of the key that a token says it was signed with; anything but an RS256 token with one is refused. */
export function keyIdOf(token: string): string {
  const { alg, kid } = headerOf(token);
  if (alg === "RS256" && typeof kid === "string" && KID.test(kid)) return kid;
  throw refused();
}

/** What a token says, once its signature, issuer, audience and times are right at the time `now`. */
export async function claimsOf(
  token: string,
  keys: readonly JWK[],
  { team, audiences }: AccessSettings,
  now: number,
): Promise<JWTPayload> {
  // Made anew for each token: jose keeps promises of imported keys in it, and those must not outlive a request.
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

/** The refusal of a token; it does not say why, since only a forger would want to know. */
export function refused(): Problem {
  return new Problem("ACCESS_REFUSED", "The token of Cloudflare Access is not one that opens this worker.");
}

function headerOf(token: string): { alg?: unknown; kid?: unknown } {
  if (token.length > LONGEST || !COMPACT.test(token)) throw refused();
  try {
    return decodeProtectedHeader(token);
  } catch {
    throw refused();
  }
}

// JSON has numbers that are infinite once they are read, such as 1e400, and a token without an end is none of Access.
function assertTimes({ exp, nbf = 0, iat = Number.NaN }: JWTPayload, now: number): void {
  const finite = [exp, nbf, iat].every(Number.isFinite);
  if (!finite || iat > Math.floor(now / 1_000) + TOLERANCE_S) throw refused();
}
