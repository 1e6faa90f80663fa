/** An answer as a value, before a byte of it is sent. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** The body; a chunk is pulled only when the client has read the one before. */
  chunks: Iterable<string>;
  /** Where the answer stops for good, if it does. */
  stalls?: "headers" | "body";
}

/** The parts of a request that an answer may depend on; header names in lower case. */
export interface Question {
  method: string;
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as text; empty for a GET. */
  body: string;
}

/** Returns the first value of a header, or undefined. */
export function headerOf(question: Question, name: string): string | undefined {
  const value = question.headers[name];
  return typeof value === "string" ? value : value?.[0];
}

/** Makes an answer of any media type. */
export function text(
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): Answer {
  return { status, headers: { "content-type": type, ...headers }, chunks: [body] };
}

/** Makes an answer of JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return text(status, "application/json", JSON.stringify(value), headers);
}

/** Makes an answer without a body. */
export function bare(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-length": "0", ...headers }, chunks: [] };
}

/** Makes the answer of a successful listing, which is streamed. */
export function streamed(chunks: Iterable<string>): Answer {
  return { status: 200, headers: { "content-type": "application/json; charset=utf-8" }, chunks };
}

/** Makes an answer that stalls; a stall in the body comes after half of `listing`. */
export function stalled(where: "headers" | "body", listing: Iterable<string>): Answer {
  const whole = [...listing].join("");
  return { ...streamed([whole.slice(0, whole.length / 2)]), stalls: where };
}
