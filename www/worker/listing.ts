import type { UnitTree } from "business-units";
import type { Context } from "hono";
import { listingDocument, write } from "./document.ts";
import type { App } from "./env.ts";
import { ANSWER_HEADERS } from "./headers.ts";

const { IdentityTransformStream = TransformStream } = globalThis as {
  IdentityTransformStream?: typeof TransformStream;
};

/** The answer that holds a whole tree, from which `buildTree` makes the same tree again. Frees the tree. */
export function listing(c: Context<App>, tree: UnitTree, region: string | null): Response {
  if (c.req.method === "HEAD") {
    tree.free();
    return new Response(null, { headers: ANSWER_HEADERS });
  }
  // NOTE: workerd tells a writer that its reader has left only on its own kind of stream, and only while waitUntil
  // keeps the writer alive. Otherwise the writing stops where it stands, and nobody frees the tree.
  const { readable, writable } = new IdentityTransformStream<Uint8Array, Uint8Array>();
  c.executionCtx.waitUntil(write(listingDocument(tree, region, new Date()), writable));
  return new Response(readable, { headers: ANSWER_HEADERS });
}
