import type { webcrypto } from "node:crypto";
import { createHmac } from "node:crypto";
import { exportJWK, exportSPKI, generateKeyPair, type JWK } from "jose";

/** A pair of keys as a team of Access has them, under a key id. */
export interface TeamKey {
  kid: string;
  jwk: JWK;
  privateKey: webcrypto.CryptoKey;
  spki: string;
}

export async function teamKey(kid: string): Promise<TeamKey> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" };
  return { kid, jwk, privateKey, spki: await exportSPKI(publicKey) };
}

/** One part of a token: JSON as it is given, so that a test may write what no library would. */
export function part(json: unknown): string {
  return Buffer.from(typeof json === "string" ? json : JSON.stringify(json)).toString("base64url");
}

/** A token with any header and claims, signed with RSA and the given hash. */
export async function signed(
  { privateKey }: TeamKey,
  header: unknown,
  claims: unknown,
  hash = "SHA-256",
): Promise<string> {
  const content = `${part(header)}.${part(claims)}`;
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", privateKey);
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash };
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]);
  const signature = await crypto.subtle.sign(algorithm.name, key, Buffer.from(content));
  return `${content}.${Buffer.from(signature).toString("base64url")}`;
}

/** A token signed as with a shared secret, for which a public key is a poor one. */
export function signedWithSecret(secret: string, header: unknown, claims: unknown): string {
  const content = `${part(header)}.${part(claims)}`;
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
}

/** What a team's address answers, and how often it was asked. */
export class Certs {
  asked = 0;
  answer: () => Response | Promise<Response>;

  constructor(...keys: TeamKey[]) {
    this.answer = () => this.with(...keys);
  }

  with(...keys: TeamKey[]): Response {
    return Response.json({ keys: keys.map(({ jwk }) => jwk), public_certs: [] });
  }

  fetch = async (): Promise<Response> => {
    this.asked++;
    return this.answer();
  };
}
