import type { ErrorCode } from "business-units";
import type { CallCase, Group } from "../case.ts";
import { inTurns, refuse } from "../rows.ts";

const STATUSES = [
  300, 301, 302, 303, 304, 307, 308, 400, 402, 403, 404, 405, 406, 409, 410, 411, 412, 413, 414, 415, 416,
  417, 421, 422, 423, 424, 426, 428, 431, 451, 501, 505, 506, 507, 508, 510, 511,
];

function codeOf(status: number): ErrorCode {
  if (status < 400) return "ERR_REDIRECT";
  if (status >= 500) return "ERR_SERVER";
  if (status === 403) return "ERR_FORBIDDEN";
  return status === 404 ? "ERR_NOT_FOUND" : "ERR_STATUS";
}

export const notRetried: Group<CallCase> = {
  name: "not retried",
  cases: STATUSES.map((status, nth) => ({
    name: String(status),
    provider: inTurns(nth),
    script: { listing: [refuse(status)] },
    // The fetch standard itself asks once more after 421, on another connection.
    expect: { code: codeOf(status), requests: status === 421 ? [1, 2] : 1 },
  })),
};
