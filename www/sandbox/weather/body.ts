import type { IncomingMessage } from "node:http";

const LONGEST = 64 * 1024;

/** The body of a request as text; rejects when it is longer than any form or script. */
export async function textOf(request: IncomingMessage): Promise<string> {
  let body = "";
  request.setEncoding("utf8");
  for await (const chunk of request) {
    body += chunk;
    if (body.length > LONGEST) throw new Error("the body is longer than any form");
  }
  return body;
}
