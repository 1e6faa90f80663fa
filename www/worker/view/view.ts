import type { Timing } from "../timing.ts";

/** What a view depends on beside the listing. */
export interface Showing {
  /** When the listing was fetched, in milliseconds since 1970. */
  asOf: number;
  /** The listing may have changed since. */
  stale: boolean;
  region: string | null;
  timing: Timing;
  /** Aborts when the reader leaves: not every runtime then cancels the body. */
  signal: AbortSignal | undefined;
}

/** One form of a listing: a document that depends on the listing and, where it is dated, on the time. */
export interface View {
  /** Distinguishes its entity tags from those of other views. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The document says when its listing was fetched, and whether it is `stale`. */
  readonly isDated: boolean;
  /** Returns the document in chunks. The caller reads them to the end, or ends the iterator with `return`. */
  chunks(body: readonly Uint8Array[], showing: Showing): Promise<Iterable<Uint8Array>>;
}
