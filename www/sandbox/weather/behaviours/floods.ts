import { constants, createBrotliCompress, createGzip, gzipSync } from "node:zlib";
import { jsonHead } from "../head.ts";
import type { Step, Steps } from "../wire.ts";

const MIB = 1024 * 1024;
const SPACE = Buffer.alloc(MIB, " ");
const CHUNK = Buffer.concat([Buffer.from(`${MIB.toString(16)}\r\n`), SPACE, Buffer.from("\r\n")]);

/** So many bytes of white space, after decompression; a few more where it comes in pieces. */
export function flood(as: "identity" | "chunked" | "gzip" | "br" | "gzip six times", bytes: number): Steps {
  const pieces = Math.ceil(bytes / MIB);
  if (as === "identity") return plain(bytes);
  if (as === "chunked") return chunked(pieces);
  return as === "gzip six times" ? sixfold(bytes) : bomb(as, pieces);
}

function* plain(bytes: number): Iterable<Step> {
  yield jsonHead(200, bytes);
  for (let left = bytes; left > 0; left -= MIB) yield SPACE.subarray(0, Math.min(left, MIB));
}

function* chunked(pieces: number): Iterable<Step> {
  yield jsonHead(200, undefined, [["transfer-encoding", "chunked"]]);
  for (let piece = 0; piece < pieces; piece++) yield CHUNK;
  yield "0\r\n\r\n";
}

async function* bomb(coding: "gzip" | "br", pieces: number): AsyncIterable<Step> {
  const { first, next } = await compressedPieces(coding);
  yield jsonHead(200, undefined, [["content-encoding", coding]]);
  yield first;
  for (let piece = 1; piece < pieces; piece++) yield next;
}

/**
 * The beginning of a compressed stream, and a piece that may come behind it as often as wanted: what is flushed begins
 * at a byte of its own, and the second piece of white space is the first to be like all that follow.
 */
async function compressedPieces(coding: "gzip" | "br"): Promise<{ first: Buffer; next: Buffer }> {
  const stream = coding === "gzip" ? createGzip({ level: 9 }) : createBrotliCompress();
  const flag = coding === "gzip" ? constants.Z_FULL_FLUSH : constants.BROTLI_OPERATION_FLUSH;
  const piece = (): Promise<Buffer> =>
    new Promise((resolve) => {
      stream.write(SPACE);
      stream.flush(flag, () => resolve(stream.read() ?? Buffer.alloc(0)));
    });
  const first = await piece();
  const next = await piece();
  stream.destroy();
  return { first, next };
}

const LAYERS = 6;

function* sixfold(length: number): Iterable<Step> {
  let bytes: Buffer = Buffer.alloc(length, " ");
  for (let layer = 0; layer < LAYERS; layer++) bytes = gzipSync(bytes);
  yield jsonHead(200, bytes.length, [["content-encoding", Array(LAYERS).fill("gzip").join(", ")]]);
  yield bytes;
}
