import { type CaseRequest, goodBody, listedAt } from "../good.ts";
import { head, jsonHead } from "../head.ts";
import type { OddBody } from "../script.ts";
import type { Step } from "../wire.ts";

const PAGE = "<!doctype html><title>Sign in</title><p>Your session has ended.</p>";
const listKey = (asked: CaseRequest) => listedAt(asked.path)?.listKey ?? "";

const BODIES: Record<Exclude<OddBody, "no content">, (asked: CaseRequest) => string | Buffer> = {
  cut: (asked) => goodBody(asked).slice(0, -20),
  html: () => PAGE,
  empty: () => "",
  null: () => "null",
  "empty array": () => "[]",
  "no list": () => '{"count":2,"status":"ok"}',
  scalars: (asked) => `{"${listKey(asked)}":[1,2,3]}`,
  "utf-16": (asked) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(goodBody(asked), "utf16le")]),
  "byte order mark": (asked) => `\uFEFF${goodBody(asked)}`,
  "latin-1": (asked) => Buffer.from(goodBody(asked).replace(/America|Default/, "Amérique"), "latin1"),
  "empty object": () => "{}",
  "null list": (asked) => `{"${listKey(asked)}":null}`,
};

/** Status 200, or 204, over a body that is odd. */
export function* oddBody(asked: CaseRequest, body: OddBody): Iterable<Step> {
  if (body === "no content") {
    yield head(204, []);
    return;
  }
  const bytes = Buffer.from(BODIES[body](asked));
  yield body === "html"
    ? head(200, [
        ["content-type", "text/html"],
        ["content-length", String(bytes.length)],
      ])
    : jsonHead(200, bytes.length);
  yield bytes;
}
