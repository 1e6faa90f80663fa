import type { Context } from "hono";
import * as v from "valibot";
import type { App } from "./context.ts";
import { Problem } from "./problem.ts";

/** The parameters of an address, each with its schema. */
export type Parameters = Record<string, v.GenericSchema<string | undefined, unknown>>;

type Read<P extends Parameters> = { [Name in keyof P]: v.InferOutput<P[Name]> };

/**
 * Parses the query. Throws UNKNOWN_PARAMETER for a parameter that the address does not take or that is repeated, and
 * WRONG_PARAMETER for an invalid value.
 */
export function queryOf<P extends Parameters>(c: Context<App>, known: P): Read<P> {
  // Hono leaves out parameters without a name, and does not decode what it cannot.
  const given = c.req.queries();
  refuseNameless(new URL(c.req.url).search);
  refuseOthers(given, Object.keys(known));
  const firsts = Object.fromEntries(Object.entries(given).map(([name, [first]]) => [name, first]));
  const { success, output, issues } = v.safeParse(v.object(known, "is needed"), firsts, { abortEarly: true });
  if (success) return output as Read<P>;
  const [{ path, message }] = issues;
  throw new Problem("WRONG_PARAMETER", `The parameter ${path?.[0].key} ${message}.`);
}

function refuseNameless(search: string): void {
  if (
    search.length > 1 &&
    search
      .slice(1)
      .split("&")
      .some((pair) => /^(?:=|$)/.test(pair))
  )
    throw new Problem("UNKNOWN_PARAMETER", "A parameter has no name.");
  try {
    decodeURIComponent(search);
  } catch {
    throw new Problem("WRONG_PARAMETER", "The query is not percent-encoded UTF-8.");
  }
}

function refuseOthers(given: Record<string, string[]>, names: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Problem("UNKNOWN_PARAMETER", `${describe(names)} Found: ${shortQuoted(unknown)}.`);
  const twice = Object.entries(given).find(([, values]) => values.length > 1);
  if (twice) throw new Problem("UNKNOWN_PARAMETER", `The parameter ${twice[0]} may be given once.`);
}

function shortQuoted(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
}

function describe(names: readonly string[]): string {
  return names.length === 0 ? "This address takes no parameters." : `Known parameters: ${names.join(", ")}.`;
}
