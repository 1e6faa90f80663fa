import type { Timing } from "../timing.ts";

/** What a view has to know beside the listing. */
export interface Showing {
  /** When the listing was fetched, in milliseconds since 1970. */
  asOf: number;
  /** Shown although it may have changed since. */
  stale: boolean;
  region: string | null;
  timing: Timing;
  /** The reader has left: not every runtime cancels a body then. */
  signal: AbortSignal | undefined;
}

/** One way to show a listing: a document that follows from the listing alone, but for what depends on the time. */
export interface View {
  /** Tells its tags from those of other views. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The document says when its listing was fetched, and whether that is `stale`. */
  readonly isDated: boolean;
  /** The document in chunks, which whoever takes them reads to the end or gives up with `return`. */
  chunks(body: readonly Uint8Array[], showing: Showing): Promise<Iterable<Uint8Array>>;
}
