import type { CallCase, Group } from "../case.ts";
import { ANSWER, DOCUMENTED, inTurns } from "../rows.ts";

/** When the answers with dates say that they were sent. */
const SENT = "Sun, 06 Nov 1994 08:49:37 GMT";
/** Less than any wrong form asks for: a call that heard one would end with an error instead of a second request. */
const TIMES = { attemptTimeoutMs: 20_000, deadlineMs: 25_000 };
const AFTER_A_SECOND = 1_000;
/** A number in a wrong form asks for 30 seconds, and is not heard. */
const NOT_HEARD = 45;
/** The moment is over, or now. */
const AT_ONCE = 0;

type Row = [name: string, retryAfter: string, minWaitMs: number, date?: string | undefined, status?: number];

const NUMBERS: Row[] = [
  ["0", "0", AT_ONCE],
  ["1", "1", AFTER_A_SECOND],
  ["01", "01", AFTER_A_SECOND],
  ["blanks around 1", " 1 ", AFTER_A_SECOND],
  ["+30", "+30", NOT_HEARD],
  ["-30", "-30", NOT_HEARD],
  ["30.5", "30.5", NOT_HEARD],
  ["0x1e", "0x1e", NOT_HEARD],
  ["3e1", "3e1", NOT_HEARD],
  ["empty", "", NOT_HEARD],
  ["a list", "30, 31", NOT_HEARD],
  ["2³¹, which has ten digits", "2147483648", NOT_HEARD],
  ["10¹²", "1000000000000", NOT_HEARD],
];

const DATES: Row[] = [
  ["IMF-fixdate", "Sun, 06 Nov 1994 08:49:38 GMT", AFTER_A_SECOND, SENT],
  ["IMF-fixdate on the wrong day of the week", "Mon, 06 Nov 1994 08:49:38 GMT", AFTER_A_SECOND, SENT],
  ["31 February", "Thu, 31 Feb 1994 08:49:38 GMT", NOT_HEARD, SENT],
  ["24:00", "Sun, 06 Nov 1994 24:00:00 GMT", NOT_HEARD, SENT],
  ["a leap second", "Sat, 31 Dec 2016 23:59:60 GMT", AFTER_A_SECOND, "Sat, 31 Dec 2016 23:59:59 GMT"],
  ["RFC 850, this century", "Sunday, 06-Nov-94 08:49:38 GMT", AFTER_A_SECOND, SENT],
  ["RFC 850, last century", "Friday, 31-Dec-99 23:59:59 GMT", AT_ONCE, "Sat, 01 Jan 2000 00:00:00 GMT"],
  ["asctime, a day of one digit", "Sun Nov  6 08:49:38 1994", AFTER_A_SECOND, SENT],
  [
    "asctime, a day of two digits",
    "Wed Nov 16 08:49:38 1994",
    AFTER_A_SECOND,
    "Wed, 16 Nov 1994 08:49:37 GMT",
  ],
  ["ISO 8601", "1994-11-06T08:50:07Z", NOT_HEARD, SENT],
  ["gmt in small letters", "Sun, 06 Nov 1994 08:50:07 gmt", NOT_HEARD, SENT],
  ["a date that is over", "Sun, 06 Nov 1994 08:00:00 GMT", AT_ONCE, SENT],
  // Dates have no fractions, so that a date in two seconds is more than one away.
  ["a server's clock an hour early", "{now-3599}", AFTER_A_SECOND, "{now-3600}"],
  ["a server's clock an hour late", "{now+3601}", AFTER_A_SECOND, "{now+3600}"],
  ["no Date", "{now+2}", 950],
];

const STATUSES: Row[] = [503, 500, 502, 408].map((status) => [
  `on ${status}`,
  "1",
  AFTER_A_SECOND,
  undefined,
  status,
]);

function caseOf([name, retryAfter, minWaitMs, date, status = 429]: Row, nth: number): CallCase {
  const headers = { "retry-after": retryAfter, ...(date !== undefined && { date }) };
  return {
    name,
    provider: inTurns(nth),
    script: { listing: [{ does: "refuse", status, headers }, ANSWER] },
    options: TIMES,
    expect: { size: DOCUMENTED, requests: 2, minWaitMs },
  };
}

export const retryAfter: Group<CallCase> = {
  name: "Retry-After",
  cases: [...NUMBERS, ...DATES, ...STATUSES].map(caseOf),
};
