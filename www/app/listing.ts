import type { UnitTree } from "business-units/tree";
import type { Account } from "./server/account.ts";

/** Where a listing comes from. */
export type Origin =
  | { readonly kind: "account"; readonly account: Account }
  | { readonly kind: "file"; readonly file: File };

/** Why something newer is not shown: it is on its way to the server, or the service cannot be asked. */
export type Staleness = "renewing" | "down";

/** A tree, and how old it is. */
export interface Listing {
  readonly tree: UnitTree;
  /** When it was so, in milliseconds since 1970 by the clock of this computer. */
  readonly asOf: number;
  readonly stale?: Staleness | undefined;
  /** Sentences about what was not taken as it stood. */
  readonly notes?: readonly string[];
}

/** How much of a listing has arrived; `total` where it is known how many bytes there will be. */
export interface Arrived {
  readonly bytes: number;
  readonly units: number;
  readonly total?: number | undefined;
}

/** What people call it. */
export function titleOf(origin: Origin): string {
  return origin.kind === "account" ? origin.account.name : origin.file.name;
}
