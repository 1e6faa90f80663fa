import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** Returns the bytes of a file; `-` is the standard input. */
export async function bytesOf(file: string, signal: AbortSignal): Promise<Uint8Array> {
  if (file === "-") return bytesOfStdin();
  // A pipe may wait for its writer, and reading it at once would not let the user interrupt that.
  return statSync(file).isFile() ? readFileSync(file) : readFile(file, { signal });
}

async function bytesOfStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The bytes of a file that are looked at before it is read. */
const HEAD_BYTES = 1_024;
const CHUNK_BYTES = 256 * 1_024;

/** A file that is read in chunks, so that its bytes are never held at once. */
export interface FileStream {
  head: Uint8Array;
  stream: ReadableStream<Uint8Array>;
  close(): void;
}

/** Opens a regular file; returns nothing for the standard input, a pipe and what is no file. */
export function openFile(file: string): FileStream | undefined {
  if (file === "-" || !statSync(file).isFile()) return undefined;
  const descriptor = openSync(file, "r");
  const head = new Uint8Array(HEAD_BYTES);
  const length = readSync(descriptor, head, 0, HEAD_BYTES, 0);
  // A chunk is copied before the next one is asked for, so all of them share one buffer.
  const buffer = new Uint8Array(CHUNK_BYTES);
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const read = readSync(descriptor, buffer);
        if (read === 0) controller.close();
        else controller.enqueue(buffer.subarray(0, read));
      },
    },
    { highWaterMark: 0 },
  );
  return { head: head.subarray(0, length), stream, close: () => closeSync(descriptor) };
}
