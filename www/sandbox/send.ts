import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Answer } from "./answer.ts";

const BROWSER_HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "retry-after, x-ads-request-id",
};

const PREFLIGHT_HEADERS = {
  ...BROWSER_HEADERS,
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "authorization, region, x-api-key, content-type",
  "access-control-max-age": "600",
  // On a kept connection, a browser repeats a failed request by itself, and a test would miss the failure.
  connection: "close",
};

/** Answers a preflight request. */
export function sendPreflight(response: ServerResponse): void {
  response.writeHead(204, PREFLIGHT_HEADERS).end();
}

/**
 * Sends an answer no faster than the client reads it. Settles when the answer is sent, when the client has left, or, for
 * an answer that stalls, when its last byte is sent.
 */
export async function send(
  response: ServerResponse,
  answer: Answer,
  headers: Record<string, string>,
): Promise<void> {
  if (answer.stalls === "headers") return;
  response.writeHead(answer.status, { ...BROWSER_HEADERS, ...headers, ...answer.headers });
  const chunks = Readable.from(answer.chunks, { highWaterMark: 1 });
  await pipeline(chunks, response, { end: answer.stalls === undefined });
}
