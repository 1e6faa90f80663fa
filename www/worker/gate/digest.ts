const HEX = /^[0-9a-f]{64}$/i;

/** Returns the SHA-256 of a text. */
export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/** Parses a SHA-256 digest in hex, in any letter case; undefined for any other text. */
export function digestFrom(hex: string): Uint8Array | undefined {
  if (!HEX.test(hex)) return undefined;
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** Returns the first `bytes` of a digest in hex: enough to distinguish callers, too few to use as a digest. */
export function shortHex(digest: Uint8Array, bytes = 6): string {
  return Array.from(digest.subarray(0, bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Compares two digests in constant time. */
export function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const subtle = crypto.subtle as { timingSafeEqual?(a: Uint8Array, b: Uint8Array): boolean };
  if (subtle.timingSafeEqual) return subtle.timingSafeEqual(a, b);
  return a.reduce((different, byte, i) => different | (byte ^ (b[i] ?? 0)), 0) === 0;
}
