// @ts-check
import { createHash, randomBytes } from "node:crypto";

/** Makes an API key of 32 random bytes, and what the worker keeps of it. */
export function newKey() {
  const key = `bu_${randomBytes(32).toString("base64url")}`;
  return { key, sha256: createHash("sha256").update(key).digest("hex") };
}
