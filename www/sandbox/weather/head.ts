import { STATUS_CODES } from "node:http";

/** Headers in the order in which they are sent; a name may come twice. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

// A page reads these headers only where they are exposed. A kept connection could spoil the next answer.
const ALWAYS: HeaderLines = [
  ["access-control-allow-origin", "*"],
  ["access-control-expose-headers", "date, retry-after, x-ads-request-id"],
  ["connection", "close"],
];

const JSON_TYPE = ["content-type", "application/json"] as const;

/** The head of an answer, up to the line that is empty. Nothing is added that a header of the answer would need. */
export function head(status: number, headers: HeaderLines): string {
  const lines = [...ALWAYS, ...headers].map(([name, value]) => `${name}: ${value}\r\n`);
  return `${statusLine(status)}${lines.join("")}\r\n`;
}

/** The first line of an answer. */
export function statusLine(status: number): string {
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n`;
}

/** The head of an answer of JSON; its length is said when it is known. */
export function jsonHead(status: number, length?: number, headers: HeaderLines = []): string {
  const measured: HeaderLines = length === undefined ? [] : [["content-length", String(length)]];
  return head(status, [JSON_TYPE, ...measured, ...headers]);
}
