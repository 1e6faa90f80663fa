import type { BusinessUnitsError } from "business-units";
import type { Env } from "./env.ts";
import { BudgetExhausted } from "./guard/budget.ts";
import { kindOf, Problem } from "./problem.ts";
import { redacted } from "./redact.ts";

/**
 * Returns the answer (application/problem+json) to anything that was thrown. Neither the answer nor the log holds a secret
 * of `env` or of the request.
 */
export function problemAnswer(thrown: unknown, env: Env, requestSecrets: readonly string[] = []): Response {
  const { code, message, members, headers } = problemOf(thrown, env, requestSecrets);
  const [status, title] = kindOf(code);
  const type = `urn:business-units:problem:${code.toLowerCase().replaceAll("_", "-")}`;
  return Response.json(
    { type, title, status, detail: message, code, ...members },
    {
      status,
      headers: {
        ...headers,
        "content-type": "application/problem+json; charset=utf-8",
        "cache-control": "no-store",
      },
    },
  );
}

/** Returns what the caller is told of anything that was thrown. */
export function problemOf(thrown: unknown, env: Env, requestSecrets: readonly string[] = []): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof BudgetExhausted) return withoutBudget(problemOf(thrown.cause, env, requestSecrets));
  if (isBusinessUnitsError(thrown))
    return fromUpstream(thrown, (text) => redacted(text, env, requestSecrets));
  // An unexpected error may hold anything: the operator sees it in the log, the caller does not.
  if (!isAbort(thrown)) console.error(redacted(describe(thrown), env, requestSecrets));
  return new Problem("ERR_INTERNAL", "Something unexpected happened in the worker.");
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? String(thrown)) : String(thrown);
}

function withoutBudget({ code, message, members, headers }: Problem): Problem {
  return new Problem(code, message, { members: { ...members, budgetExhausted: true }, headers });
}

function isBusinessUnitsError(thrown: unknown): thrown is BusinessUnitsError {
  return thrown instanceof Error && thrown.name === "BusinessUnitsError";
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === "AbortError";
}

// An allow-list: a new member of an error stays inside until it is named here.
function fromUpstream(error: BusinessUnitsError, clean: (text: string) => string): Problem {
  const { provider, reason, hint, requestId, retryAfterMs, pointer, expected, found, offset, limit } = error;
  const members = { provider, upstreamStatus: error.status, reason, hint, requestId, retryAfterMs };
  const all = { ...members, pointer, expected, found, offset, limit };
  const shown = Object.entries(all).map(([name, value]) => {
    return [name, typeof value === "string" ? clean(value) : value];
  });
  return new Problem(error.code, clean(error.message), {
    members: Object.fromEntries(shown),
    headers: retryAfterMs === undefined ? {} : { "retry-after": String(Math.ceil(retryAfterMs / 1000)) },
  });
}
