import { bytesOf, sha256 } from "./bytes.ts";
import type { Entry } from "./cache/entry.ts";
import { SCHEMA_VERSION } from "./schema-version.ts";

const LONGEST = 8_192;

/** Returns the strong tag of an entry in one view. It follows from the digest, before the first byte is sent. */
export async function tagOf({ digest }: Entry, view: string): Promise<string> {
  return `"${await sha256([bytesOf(`${digest}|${SCHEMA_VERSION}|${view}`)])}"`;
}

/** Answers whether `If-None-Match` names the tag: a list or `*`, compared weakly. A malformed header names nothing. */
export function isNamed(tag: string, ifNoneMatch: string | undefined): boolean {
  const header = ifNoneMatch?.trim() ?? "";
  if (header === "*") return true;
  if (header.length > LONGEST || !/^[\s,]*(?:(?:W\/)?"[^"]*"\s*(?:,[\s,]*|$))+$/.test(header)) return false;
  return [...header.matchAll(/"[^"]*"/g)].some(([named]) => named === tag);
}
