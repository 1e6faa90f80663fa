import type { IMOCHA_ACCOUNTS } from "../../catalog/imocha.ts";
import { type Answer, json } from "../answer.ts";
import type { Refusing } from "../refusals.ts";

/** Makes an answer of the gateway in front of iMocha. */
export function gatewayError(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return json(status, { statusCode: status, message }, headers);
}

/** The gateway's answer to a key that opens nothing. */
export const INVALID_KEY = gatewayError(
  401,
  "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
);

/** The refusals of the iMocha keys that refuse. */
export const IMOCHA_REFUSALS = {
  badRequest: json(400, { errors: ["The account of this key has no region."] }),
  unauthorized: INVALID_KEY,
  forbidden: gatewayError(403, "Out of call volume quota. Quota will be replenished in 01:12:30.", {
    "retry-after": "4350",
  }),
  notFound: gatewayError(404, "Resource not found"),
  rateLimited: gatewayError(429, "Rate limit is exceeded. Try again in 2 seconds.", { "retry-after": "2" }),
  serverError: gatewayError(500, "Internal server error"),
} satisfies Partial<Record<Refusing<typeof IMOCHA_ACCOUNTS>, Answer>>;
