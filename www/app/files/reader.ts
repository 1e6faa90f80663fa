import type { Arrived, Listing } from "../listing.ts";

/** Reads one kind of file. */
export type Reader = (
  file: File,
  signal: AbortSignal,
  onProgress: (progress: Arrived) => void,
) => Promise<Pick<Listing, "tree" | "notes">>;
