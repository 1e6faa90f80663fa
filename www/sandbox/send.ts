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
  // A browser that keeps a connection repeats what fails on it by itself, and nobody would hear of the failure.
  connection: "close",
};

/** Answers a browser that asks whether it may ask. */
export function sendPreflight(response: ServerResponse): void {
  response.writeHead(204, PREFLIGHT_HEADERS).end();
}

/**
 * Sends an answer no faster than the client reads it. Settles when the answer is out, when the client is
 * gone, or, for one that stalls, when all of it that will ever come is out.
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
