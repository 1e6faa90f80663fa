import { bytesOf, lengthOf, sha256 } from "../bytes.ts";
import { SCHEMA_VERSION } from "../schema-version.ts";

/** A cached listing: plain data, because only plain data may pass from one request to another. */
export interface Entry {
  /** When the provider had answered, in milliseconds since 1970. */
  asOf: number;
  /** How long the call took, in milliseconds. */
  tookMs: number;
  /** The SHA-256 of `body` in hex. */
  digest: string;
  /** The document, without the members that depend on the time. */
  body: readonly Uint8Array[];
}

interface Label extends Pick<Entry, "asOf" | "tookMs" | "digest"> {
  key: string;
  schema: string;
  bytes: number;
}

const NEW_LINE = 10;
const LONGEST_LABEL = 512;
const SKEW_MS = 60_000;

/** Makes an entry of a document that was just fetched. */
export async function entryOf(body: readonly Uint8Array[], asOf: number, tookMs: number): Promise<Entry> {
  return { asOf, tookMs, digest: await sha256(body), body };
}

/** Returns its age in milliseconds; never negative, even if another clock wrote it. */
export function ageOf({ asOf }: Entry, now: number): number {
  return Math.max(0, now - asOf);
}

/** Returns when the call for it began. */
export function beganAt({ asOf, tookMs }: Entry): number {
  return asOf - tookMs;
}

/** Answers whether a time is so far in the future that some clock must be wrong. */
export function isFromLater(time: number, now: number): boolean {
  return time > now + SKEW_MS;
}

/** Packs an entry for a store: a line with its label, then the body. */
export function packed(key: string, { body, asOf, tookMs, digest }: Entry): Uint8Array[] {
  const label: Label = { key, schema: SCHEMA_VERSION, asOf, tookMs, bytes: lengthOf(body), digest };
  return [bytesOf(`${JSON.stringify(label)}\n`), ...body];
}

/** Unpacks an entry from a store; undefined for another key or schema, and for a cut, changed or future entry. */
export async function unpacked(key: string, packed: Uint8Array, now: number): Promise<Entry | undefined> {
  const end = packed.subarray(0, LONGEST_LABEL).indexOf(NEW_LINE);
  const label = end < 0 ? undefined : labelIn(packed.subarray(0, end));
  const body = packed.subarray(end + 1);
  if (label?.key !== key || label.schema !== SCHEMA_VERSION || label.bytes !== body.byteLength)
    return undefined;
  if (!isTime(label.asOf) || !isTime(label.tookMs) || isFromLater(label.asOf, now)) return undefined;
  if ((await sha256([body])) !== label.digest) return undefined;
  return { asOf: label.asOf, tookMs: label.tookMs, digest: label.digest, body: [body] };
}

function isTime(ms: unknown): boolean {
  return typeof ms === "number" && Number.isFinite(ms) && ms >= 0;
}

function labelIn(line: Uint8Array): Partial<Label> & { asOf: number; tookMs: number } {
  const nothing = { asOf: Number.NaN, tookMs: Number.NaN };
  try {
    return { ...nothing, ...JSON.parse(new TextDecoder().decode(line)) };
  } catch {
    return nothing;
  }
}
