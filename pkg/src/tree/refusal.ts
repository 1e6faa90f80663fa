import type { ErrorCode } from "../error-code.js";
import type { Glue } from "../glue.js";

const CODES: Readonly<Record<number, ErrorCode>> = {
  0: "ERR_REDIRECT",
  401: "ERR_UNAUTHORIZED",
  403: "ERR_FORBIDDEN",
  404: "ERR_NOT_FOUND",
  429: "ERR_RATE_LIMITED",
};
const CODES_BY_HUNDRED: Readonly<Record<number, ErrorCode>> = { 3: "ERR_REDIRECT", 5: "ERR_SERVER" };

/**
 * Maps a response that is not ok, for the module without calls. Of the three date formats of HTTP it reads only the
 * current one: the tables of the obsolete two would make the small module larger.
 */
export const refusal: Glue["refusal"] = (status, retryAfter, date) => {
  const code = CODES[status] ?? CODES_BY_HUNDRED[Math.trunc(status / 100)] ?? "ERR_STATUS";
  const retryAfterMs = delayOf(trimmed(retryAfter ?? ""), date ?? "");
  return Number.isNaN(retryAfterMs) ? { code } : { code, retryAfterMs };
};

/** Returns the delay of a `Retry-After` in milliseconds, relative to the response's `Date` if it has one, or NaN. */
function delayOf(retryAfter: string, date: string): number {
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  const now = timeOf(date);
  return Math.max(timeOf(retryAfter) - (Number.isNaN(now) ? Date.now() : now), 0);
}

/** Removes the white space that HTTP allows, which is less than `trim` removes. */
function trimmed(value: string): string {
  return value.replace(/^[ \t]+|[ \t]+$/g, "");
}

/**
 * Parses a date like `Sun, 06 Nov 1994 08:49:37 GMT`; returns NaN for anything else. The name of the day may be wrong. A
 * leap second, which JavaScript does not know, counts as the second after 59.
 */
function timeOf(text: string): number {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), /.test(text)) return Number.NaN;
  const leap = /:60 GMT$/.test(text);
  const rest = leap ? text.slice(4).replace(/:60 GMT$/, ":59 GMT") : text.slice(4);
  const time = new Date(text.slice(0, 4) + rest);
  const isExact = !Number.isNaN(time.getTime()) && time.toUTCString().slice(4) === rest;
  return isExact ? time.getTime() + (leap ? 1_000 : 0) : Number.NaN;
}
