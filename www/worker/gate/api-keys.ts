import { OWN_TENANT, type Principal } from "../principal.ts";
import { Problem } from "../problem.ts";
import { digestFrom, isSame, sha256, shortHex } from "./digest.ts";
import { grantsFrom, type MayRead } from "./grants.ts";
import { GRANT_FORMS, NAME } from "./key-forms.mjs";
import { entriesOf, type Members, onlyMembers, placed, WrongEntry } from "./settings.ts";

/** A caller with the digests of its keys: one, or two during a rotation. */
export interface KeyHolder {
  principal: Principal;
  digests: readonly Uint8Array[];
}

/**
 * Reads API_KEYS: a JSON list of `{name, sha256, accounts, tenant?}`, or hex digests with commas between them, whose
 * callers may read everything. Throws NOT_PROTECTED with the place of an invalid entry.
 */
export function keyHolders(listed: string): KeyHolder[] {
  const holders = /^\s*[[{]/.test(listed) ? entriesOf("API_KEYS", listed, holderFrom) : fromDigests(listed);
  assertApart(holders);
  return holders;
}

/** Returns the caller with this key. It compares every digest, so that the time does not reveal the matching one. */
export async function callerWith(holders: readonly KeyHolder[], key: string): Promise<Principal | undefined> {
  const shown = await sha256(key);
  let found: Principal | undefined;
  for (const { principal, digests } of holders) {
    for (const digest of digests) if (isSame(digest, shown)) found = principal;
  }
  return found;
}

function fromDigests(listed: string): KeyHolder[] {
  return listed.split(",").map((hex, index, all) =>
    placed(`Entry ${index + 1} of ${all.length} in API_KEYS`, () => {
      if (hex.trim() === "") throw new WrongEntry("is empty: there is a comma too many");
      const digest = digestIn(hex.trim());
      const principal = { id: `key:${shortHex(digest)}`, tenant: OWN_TENANT, mayRead: () => true };
      return { principal, digests: [digest] };
    }),
  );
}

function holderFrom(entry: Members): KeyHolder {
  onlyMembers(entry, "name", "sha256", "accounts", "tenant");
  const id = `key:${nameIn(entry, "name")}`;
  const tenant = entry.has("tenant") ? nameIn(entry, "tenant") : OWN_TENANT;
  return {
    principal: { id, tenant, mayRead: rightsIn(entry.get("accounts")) },
    digests: digestsIn(entry.get("sha256")),
  };
}

function nameIn(entry: Members, member: string): string {
  const name = entry.get(member);
  if (typeof name === "string" && NAME.test(name)) return name;
  throw new WrongEntry(`has no ${member} of up to 64 letters, digits, dots, _ and -`);
}

function rightsIn(accounts: unknown): MayRead {
  const mayRead = grantsFrom(accounts);
  if (mayRead) return mayRead;
  throw new WrongEntry(`has no list "accounts" of ${GRANT_FORMS}`);
}

function digestsIn(sha256: unknown): Uint8Array[] {
  const listed = typeof sha256 === "string" ? [sha256] : sha256;
  if (Array.isArray(listed) && (listed.length === 1 || listed.length === 2)) return listed.map(digestIn);
  throw new WrongEntry('has no "sha256" of one digest, or of two while keys change');
}

function digestIn(hex: unknown): Uint8Array {
  const digest = typeof hex === "string" ? digestFrom(hex) : undefined;
  if (digest) return digest;
  throw new WrongEntry("is not a SHA-256 digest in hex");
}

// With two entries of one name or key, their order would decide about rights.
function assertApart(holders: readonly KeyHolder[]): void {
  const seen = new Set<string>();
  holders.forEach(({ principal, digests }, index) => {
    for (const mark of [principal.id, ...digests.map((digest) => shortHex(digest, 32))]) {
      if (!seen.has(mark)) seen.add(mark);
      else
        throw new Problem(
          "NOT_PROTECTED",
          `Entry ${index + 1} of ${holders.length} in API_KEYS repeats another one.`,
        );
    }
  });
}
