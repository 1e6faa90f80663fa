import { optionError } from "./errors.js";
import { isBytes, ownView } from "./view.js";

/** A body that is read chunk by chunk. */
export interface Chunks {
  /** Returns the next chunk, which may be of any type. */
  next(): Promise<IteratorResult<unknown>>;
  /** Ends the body before its end. Never throws or rejects. */
  cancel(reason: unknown): void;
  /** Gives the body back to its owner. */
  release(): void;
}

/** Returns the chunks of a web stream, of another async iterable such as Node's `Readable`, or of a Blob; else `undefined`. */
export function chunksOf(body: unknown): Chunks | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  if ("getReader" in body) return webChunks(body as ReadableStream<unknown>);
  if (Symbol.asyncIterator in body) return iteratedChunks(body as AsyncIterable<unknown>);
  if ("stream" in body && typeof body.stream === "function") return chunksOf(body.stream());
  return undefined;
}

/** Returns the bytes of a chunk: a Uint8Array, an ArrayBuffer or a Blob. Throws `ERR_OPTION` for another type. */
export function chunkBytes(chunk: unknown): Uint8Array | Promise<Uint8Array> {
  if (isBytes(chunk)) return ownView(chunk);
  const tag = Object.prototype.toString.call(chunk);
  if (tag === "[object ArrayBuffer]") return new Uint8Array(chunk as ArrayBuffer);
  if (tag === "[object Blob]" || tag === "[object File]") return blobBytes(chunk as Blob);
  const hint = "Remove setEncoding(), or give a whole text to buildTree().";
  throw optionError("The stream must give Uint8Arrays, ArrayBuffers or Blobs.", { hint });
}

async function blobBytes(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

function webChunks(stream: ReadableStream<unknown>): Chunks {
  if (stream.locked) throw optionError("The stream is locked: something else reads it.");
  const reader = stream.getReader();
  return {
    next: () => reader.read() as Promise<IteratorResult<unknown>>,
    cancel: (reason) => void reader.cancel(reason).catch(() => undefined),
    release: () => reader.releaseLock(),
  };
}

function iteratedChunks(iterable: AsyncIterable<unknown>): Chunks {
  const iterator = iterable[Symbol.asyncIterator]();
  return {
    next: async () => iterator.next(),
    // Awaited by nothing: a generator that waits for its own source would only end after that.
    cancel: () => void (async () => iterator.return?.())().catch(() => undefined),
    release: () => undefined,
  };
}
