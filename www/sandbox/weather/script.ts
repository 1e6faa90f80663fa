/** Where an answer breaks off: before its first byte, or inside one of its parts. */
export type Place = "start" | "status line" | "headers" | "after headers" | "body";

/** A body that comes with status 200 and is no listing, or only just one. */
export type OddBody =
  | "cut"
  | "html"
  | "empty"
  | "no content"
  | "null"
  | "empty array"
  | "no list"
  | "scalars"
  | "utf-16"
  | "byte order mark"
  | "latin-1"
  | "empty object"
  | "null list";

/** The sandbox's behaviour for one request. */
export type Behaviour =
  /** Gives the documented answer of the address that was asked. */
  | { does: "answer" }
  /** Answers with a token. Absent fields are as Autodesk sends them; `null` leaves a field out. */
  | { does: "grant"; token?: unknown; type?: unknown; expiresIn?: unknown }
  /** In a header's value `{now+2}` becomes the date in two seconds. */
  | { does: "refuse"; status: number; headers?: Record<string, string>; body?: string }
  /** Begins the documented answer and goes on to that place; then resets, closes or says nothing more. */
  | { does: "reset" | "close" | "fall silent"; at: Place }
  /** Half of the body, a pause, and the other half. */
  | { does: "pause"; ms: number }
  /** Sends the body byte by byte, without an end. */
  | { does: "drip"; everyMs: number }
  | { does: "chunk badly"; fault: "no end" | "bad size" }
  | { does: "compress"; coding: "gzip" | "br"; cut: boolean }
  | { does: "speak nonsense" }
  | { does: "answer after"; statuses: readonly number[] }
  | { does: "send a long header"; bytes: number }
  /** Two lengths that differ, or a length beside chunks. */
  | { does: "measure twice"; as: "two lengths" | "length and chunks" }
  | { does: "send"; body: OddBody }
  /** White space, which is the beginning of any JSON: `bytes` counts it after decompression. */
  | { does: "flood"; as: "identity" | "chunked" | "gzip" | "br" | "gzip six times"; bytes: number }
  | { does: "redirect"; status: number; to: "same host" | "other host" | "itself" };

/** The behaviours for the requests of one case, in order; the last one repeats. */
export interface Script {
  listing?: readonly Behaviour[];
  mint?: readonly Behaviour[];
  /** Bearer tokens that are refused with 401, in spite of the script. */
  revoked?: readonly string[];
}

/** A request of a case as it was seen. Times are milliseconds since the case was opened. */
export interface Seen {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  atMs: number;
  /** Bytes of the answer that left for the client. */
  sentBytes: number;
  /** The side that ended the connection, and the time; absent while it is open. */
  ended?: { by: "server" | "client"; atMs: number };
}

/** The requests of a case. */
export interface Report {
  listing: Seen[];
  mint: Seen[];
  /** The requests to the other host, which no client should make. */
  elsewhere: Seen[];
}

/** The addresses of a case. */
export interface Opened {
  id: string;
  /** To be used as `baseUrl`. */
  baseUrl: string;
  /** The same case over TLS, with a certificate of the tests' authority. */
  trustedUrl: string;
  /** The same case over TLS, with a certificate that no runtime trusts. */
  untrustedUrl: string;
}
