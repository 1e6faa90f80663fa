import type { CallCase, Group } from "../case.ts";

const SENT = "Sun, 06 Nov 1994 08:49:37 GMT";

type Row = [name: string, retryAfter: string, asksMs: number, status?: number];

const ROWS: Row[] = [
  ["61 s", "61", 61_000],
  ["an hour", "3600", 3_600_000],
  ["nine digits", "999999999", 999_999_999_000],
  ["a date in a day", "Mon, 07 Nov 1994 08:49:37 GMT", 86_400_000],
  ["61 s on 503", "61", 61_000, 503],
  ["two hours on 403, which is only told", "7200", 7_200_000, 403],
];

const CODES: Record<number, "ERR_RATE_LIMITED" | "ERR_SERVER" | "ERR_FORBIDDEN"> = {
  429: "ERR_RATE_LIMITED",
  503: "ERR_SERVER",
  403: "ERR_FORBIDDEN",
};

export const retryAfterTooLong: Group<CallCase> = {
  name: "Retry-After too long",
  cases: ROWS.map(([name, retryAfter, retryAfterMs, status = 429]) => ({
    name,
    script: {
      listing: [{ does: "refuse", status, headers: { "retry-after": retryAfter, date: SENT } }],
    },
    expect: { code: CODES[status] ?? "ERR_STATUS", requests: 1, retryAfterMs },
  })),
};
