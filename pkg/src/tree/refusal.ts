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
 * What an answer is that is not ok, where the module has nothing of calls. Of the three forms that a date in HTTP has,
 * only the one that is still sent is read: the others, and their tables, are for those who call.
 */
export const refusal: Glue["refusal"] = (status, retryAfter, date) => {
  const code = CODES[status] ?? CODES_BY_HUNDRED[Math.trunc(status / 100)] ?? "ERR_STATUS";
  const retryAfterMs = waitOf(trimmed(retryAfter ?? ""), date ?? "");
  return Number.isNaN(retryAfterMs) ? { code } : { code, retryAfterMs };
};

/** How long that asks to wait, measured against the answer's own clock where it has one; NaN where it says nothing. */
function waitOf(retryAfter: string, date: string): number {
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  const now = timeOf(date);
  return Math.max(timeOf(retryAfter) - (Number.isNaN(now) ? Date.now() : now), 0);
}

/** Without the white space of HTTP around it, which is less than `trim` takes. */
function trimmed(value: string): string {
  return value.replace(/^[ \t]+|[ \t]+$/g, "");
}

/**
 * A moment as `Sun, 06 Nov 1994 08:49:37 GMT`, with any day's name: a wrong one means the date beside it. JavaScript has
 * no leap second: it is the one after 59.
 */
function timeOf(text: string): number {
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), /.test(text)) return Number.NaN;
  const leap = /:60 GMT$/.test(text);
  const rest = leap ? text.slice(4).replace(/:60 GMT$/, ":59 GMT") : text.slice(4);
  const time = new Date(text.slice(0, 4) + rest);
  const isExact = !Number.isNaN(time.getTime()) && time.toUTCString().slice(4) === rest;
  return isExact ? time.getTime() + (leap ? 1_000 : 0) : Number.NaN;
}
