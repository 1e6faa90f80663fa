import { brotliCompressSync, gzipSync } from "node:zlib";
import { type CaseRequest, goodBody } from "../good.ts";
import { jsonHead } from "../head.ts";
import type { Step } from "../wire.ts";

const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);

/** Chunks of half of the documented answer, and then none, or one whose size is none. */
export function* badlyChunked(asked: CaseRequest, fault: "no end" | "bad size"): Iterable<Step> {
  const body = Buffer.from(goodBody(asked));
  const half = body.subarray(0, Math.floor(body.length / 2));
  yield jsonHead(200, undefined, [["transfer-encoding", "chunked"]]);
  yield chunk(half);
  if (fault === "bad size") yield "xyz\r\nno chunk\r\n";
}

/** The documented answer compressed, whole or without its second half; its length is true either way. */
export function* compressed(asked: CaseRequest, coding: "gzip" | "br", cut: boolean): Iterable<Step> {
  const compress = coding === "gzip" ? gzipSync : brotliCompressSync;
  const all = compress(goodBody(asked));
  const sent = cut ? all.subarray(0, Math.floor(all.length / 2)) : all;
  yield jsonHead(200, sent.length, [["content-encoding", coding]]);
  yield sent;
}

/** The documented answer, measured in two ways of which no more than one can be right. */
export function* measuredTwice(asked: CaseRequest, as: "two lengths" | "length and chunks"): Iterable<Step> {
  const body = Buffer.from(goodBody(asked));
  const length = ["content-length", String(body.length - 1)] as const;
  if (as === "two lengths") {
    yield jsonHead(200, body.length, [length]);
    yield body;
    return;
  }
  yield jsonHead(200, undefined, [length, ["transfer-encoding", "chunked"]]);
  yield chunk(body);
  yield "0\r\n\r\n";
}

/** Sends bytes that are not HTTP. */
export function* nonsense(): Iterable<Step> {
  yield "\x16\x03\x01 this is not HTTP at all\r\n\r\n\x00\x01\x02";
}
