/** An answer as a value: what the sandbox decided, before a byte of it is sent. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** The body, pulled only as fast as the client reads. */
  chunks: Iterable<string>;
  /** Where the answer stops for ever, if it does. */
  stalls?: "headers" | "body";
}

/** A request with everything that an answer may depend on; header names in lower case. */
export interface Question {
  method: string;
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as text; empty for a GET. */
  body: string;
}

/** The one value of a header, or `undefined`. */
export function headerOf(question: Question, name: string): string | undefined {
  const value = question.headers[name];
  return typeof value === "string" ? value : value?.[0];
}

/** An answer of any media type. */
export function text(
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): Answer {
  return { status, headers: { "content-type": type, ...headers }, chunks: [body] };
}

/** An answer that carries `value` as JSON. */
export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return text(status, "application/json", JSON.stringify(value), headers);
}

/** An answer without a body. */
export function bare(status: number, headers: Record<string, string> = {}): Answer {
  return { status, headers: { "content-length": "0", ...headers }, chunks: [] };
}

/** A successful listing that is written as it is made. */
export function streamed(chunks: Iterable<string>): Answer {
  return { status: 200, headers: { "content-type": "application/json; charset=utf-8" }, chunks };
}

/** The silence of an account that stalls; `listing` is cut in half for a stall in the body. */
export function stalled(where: "headers" | "body", listing: Iterable<string>): Answer {
  const whole = [...listing].join("");
  return { ...streamed([whole.slice(0, whole.length / 2)]), stalls: where };
}
