import type { Handler } from "hono";
import type { App } from "./context.ts";
import { Problem } from "./problem.ts";

/** Answers 405 to every method without a handler. */
export const onlyReading: Handler<App> = () => {
  const headers = { allow: "GET, HEAD" };
  throw new Problem("METHOD_NOT_ALLOWED", "This address supports GET and HEAD.", { headers });
};

/** Answers 404. */
export const unknownPath: Handler<App> = () => {
  throw new Problem("UNKNOWN_PATH", "The API has no such address.");
};
