/**
 * Writes a listing as bytes that are equal when the listings are, and names them by their digest: to keep what a service
 * listed at one time, and to see whether anything changed since.
 *
 * @module business-units/snapshot
 */
import { optionError } from "./errors.js";
import { assertOptions } from "./export/option.js";
import { UnitTree } from "./unit-tree.js";

/** The options of {@link snapshot}. */
export interface SnapshotOptions {
  /** Where Autodesk keeps the account; null, the default, when it is not known. Kept in upper case. */
  region?: string | null;
}

/**
 * Writes a listing in the format `business-units-snapshot/1`: UTF-8 JSON without blanks or a line end, the units in the
 * order sent, every text exactly as sent and null where none was. `buildTree` reads it back into the same tree, and the
 * same listing gives the same bytes, everywhere and in every version that writes this format.
 *
 * O(bytes). The module writes them, and holds them once more than the caller for a moment.
 *
 * @throws `ERR_OPTION` for something that is no tree, and for a region that is no text; `ERR_STATE` when the tree was freed; `ERR_TOO_LARGE` when memory is used up.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { digest, snapshot } from "business-units/snapshot";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }]);
 * const bytes = snapshot(tree, { region: "EMEA" });
 * console.log(new TextDecoder().decode(bytes).slice(0, 93));
 * // {"format":"business-units-snapshot/1","provider":"autodesk","accountId":null,"region":"EMEA",
 * console.log((await digest(bytes)).length); // 64
 * ```
 */
export function snapshot(tree: UnitTree, options: SnapshotOptions = {}): Uint8Array {
  assertOptions(options);
  const region = regionOf(options);
  if (!(tree instanceof UnitTree)) throw optionError("The first argument must be a UnitTree.");
  return UnitTree.snapshot(tree, `${headOf(tree, region).slice(0, -1)},"units":`);
}

/**
 * Returns the SHA-256 of bytes as 64 lower-case hexadecimal digits. Two snapshots have the same digest when they hold the
 * same listing.
 *
 * @example
 * ```ts
 * import { digest } from "business-units/snapshot";
 *
 * console.log((await digest(new Uint8Array())).slice(0, 8)); // e3b0c442
 * ```
 */
export async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function headOf({ provider, accountId, count, size }: UnitTree, region: string | null): string {
  return JSON.stringify({
    format: "business-units-snapshot/1",
    provider,
    accountId: accountOf(provider, accountId),
    region,
    count: count ?? size,
  });
}

/** Autodesk's ids are the same in either letter case. A tree has dropped the prefix of a hub. */
function accountOf(provider: string, accountId: string | undefined): string | null {
  if (accountId === undefined) return null;
  return provider === "autodesk" ? accountId.toLowerCase() : accountId;
}

function regionOf({ region }: SnapshotOptions): string | null {
  if (region === undefined || region === null) return null;
  if (typeof region === "string") return region.toUpperCase();
  throw optionError("region must be text.");
}
