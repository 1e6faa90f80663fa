import type { MiddlewareHandler } from "hono";
import type { App } from "./env.ts";
import { Problem } from "./problem.ts";

/** Refuses a query parameter that is not among `names`, and one that is said twice. */
export function onlyQuery(...names: string[]): MiddlewareHandler<App> {
  return async (c, next) => {
    const given = Object.entries(c.req.queries());
    const unknown = given.find(([name]) => !names.includes(name));
    if (unknown) throw new Problem("UNKNOWN_PARAMETER", `${known(names)} Found: ${quoted(unknown[0])}.`);
    const twice = given.find(([, values]) => values.length > 1);
    if (twice) throw new Problem("UNKNOWN_PARAMETER", `The parameter ${twice[0]} may be given once.`);
    await next();
  };
}

function quoted(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
}

function known(names: readonly string[]): string {
  return names.length === 0 ? "This address takes no parameters." : `Known parameters: ${names.join(", ")}.`;
}
