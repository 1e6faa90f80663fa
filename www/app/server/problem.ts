/** Why something could not be shown, as the page tells it. */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly status?: number;
  /** The status with which the service itself answered the server. */
  readonly upstreamStatus?: number;
  readonly detail?: string;
  /** The service's own words. */
  readonly reason?: string;
  readonly hint?: string;
  readonly requestId?: string;
  /** Where in a file. */
  readonly where?: string;
  readonly retryAfterMs?: number;
}

/** Carries a problem through promises. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Reads an answer that is not OK; one without a problem document still becomes a sentence. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined);
  const { status, headers } = response;
  return { ...waitOf(headers), ...told(body), ...textFallback(body, status), status };
}

/** Turns whatever was thrown on the way to the tree into a problem. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  // The package's own hints are for the developer of a page.
  const { hint: _, ...fields } = told(error);
  const message = error instanceof Error ? error.message : String(error);
  return { code: "ERR_INTERNAL", ...fields, title: "The listing could not be read", detail: message };
}

// The server's own waits stand in the header only. Dates it does not send.
function waitOf(headers: Headers): Fields {
  const seconds = headers.get("retry-after") ?? "";
  return /^\d{1,7}$/.test(seconds) ? { retryAfterMs: Number(seconds) * 1_000 } : {};
}

type Fields = { -readonly [Name in keyof Problem]?: Problem[Name] };

const texts = ["code", "title", "detail", "reason", "hint", "requestId"] as const;
const numbers = ["status", "upstreamStatus", "retryAfterMs"] as const;

// What a server sends is not trusted to have the types it promised.
function told(from: unknown): Fields {
  const fields: Fields = {};
  if (typeof from !== "object" || from === null) return fields;
  const sent = from as Record<string, unknown>;
  for (const name of texts) if (typeof sent[name] === "string") fields[name] = sent[name];
  for (const name of numbers) if (typeof sent[name] === "number") fields[name] = sent[name];
  return fields;
}

function textFallback(body: unknown, status: number): Pick<Problem, "code" | "title"> {
  const fallback = status >= 500 ? "ERR_SERVER" : "ERR_STATUS";
  const { code = fallback, title = `The server answered with status ${status}` } = told(body);
  return { code, title };
}
