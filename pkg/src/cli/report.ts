import { countOf } from "./count.js";
import { EXIT } from "./exit-code.js";
import { Failure } from "./failure.js";
import { write } from "./output.js";
import { say } from "./say.js";

/** A failure as plain data. */
interface Report {
  code: string;
  message: string;
  hint?: string;
  reason?: string;
  status?: number;
  requestId?: string;
  retryAfterMs?: number;
  attempts?: readonly unknown[];
}

/** Tells the user what failed: in sentences, or as a line of JSON. */
export async function tellFailure(thrown: unknown, asJson: boolean): Promise<void> {
  const report = reportOf(thrown);
  if (asJson) await write(process.stderr, [`${JSON.stringify(report)}\n`]);
  else await say(sentencesOf(report).join("\n"));
}

/** Returns the exit code of a failure. */
export function exitCodeOf(thrown: unknown): number {
  const { code, status } = reportOf(thrown);
  return CODES[code] ?? byStatus(status) ?? EXIT.unusable;
}

const CODES: Readonly<Record<string, number>> = {
  INTERRUPTED: EXIT.interrupted,
  // The reader of a pipe has seen enough: `business-units tree FILE | head -1`.
  EPIPE: EXIT.good,
  ERR_UNAUTHORIZED: EXIT.refused,
  ERR_FORBIDDEN: EXIT.refused,
  ERR_NOT_FOUND: EXIT.refused,
  ERR_REDIRECT: EXIT.refused,
  ERR_RATE_LIMITED: EXIT.later,
  ERR_SERVER: EXIT.later,
  ERR_TIMEOUT: EXIT.later,
  ERR_NETWORK: EXIT.later,
};

function byStatus(status: number | undefined): number | undefined {
  // A good answer may still be unreadable.
  if (status === undefined || status < 300) return undefined;
  return status === 429 || status >= 500 ? EXIT.later : EXIT.refused;
}

function reportOf(thrown: unknown): Report {
  if (!(thrown instanceof Error)) return { code: "ERR_INTERNAL", message: String(thrown) };
  const { code = "ERR_INTERNAL", path, ...details } = thrown as Error & Partial<Report> & { path?: string };
  const known = thrown instanceof Failure || String(code).startsWith("ERR_");
  const message = (!known && wordsFor(code, path)) || thrown.message;
  const { hint, reason, status, requestId, retryAfterMs, attempts } = details;
  const report = { code, message, hint, reason, status, requestId, retryAfterMs, attempts };
  const isSaid = ([, value]: [string, unknown]) => value !== undefined && String(value) !== "";
  return Object.fromEntries(Object.entries(report).filter(isSaid)) as unknown as Report;
}

/** Words an error of the system. */
function wordsFor(code: string, path: string | undefined): string | undefined {
  const what = path ?? "The output";
  switch (code) {
    case "ENOENT":
      return `There is no file ${what}.`;
    case "EISDIR":
      return `${what} is a folder: name a file.`;
    case "EACCES":
    case "EPERM":
      return `${what} may not be opened: its permissions forbid that.`;
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return "The output could not be written: the disk is full.";
    default:
      return undefined;
  }
}

function sentencesOf(report: Report): string[] {
  const { message, hint, reason, status, requestId, retryAfterMs, attempts = [] } = report;
  const lines = [`business-units: ${message}`];
  if (reason !== undefined) lines.push(`reason: ${reason}`);
  if (hint !== undefined) lines.push(`hint: ${hint}`);
  if (retryAfterMs !== undefined)
    lines.push(`ask again in ${countOf(Math.ceil(retryAfterMs / 1_000), "second")}`);
  if (status !== undefined)
    lines.push(`status: ${status}, after ${countOf(attempts.length || 1, "request")}`);
  if (requestId !== undefined) lines.push(`request: ${requestId}`);
  return lines;
}
