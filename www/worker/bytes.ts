interface Digesting extends WritableStream<Uint8Array> {
  readonly digest: Promise<ArrayBuffer>;
}

const encoder = new TextEncoder();

/** Encodes a text as UTF-8. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text) as Uint8Array<ArrayBuffer>;
}

/** Returns the number of bytes in all chunks. */
export function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** Joins the chunks; a single one is not copied. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only as Uint8Array<ArrayBuffer>;
  const whole = new Uint8Array(lengthOf(chunks));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** Writes bytes as hex digits. */
export function hex(bytes: ArrayBuffer | Uint8Array): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns the SHA-256 of all chunks in hex, without joining them where the runtime can. */
export async function sha256(chunks: readonly Uint8Array[]): Promise<string> {
  const { DigestStream } = crypto as { DigestStream?: new (name: string) => Digesting };
  if (!DigestStream || chunks.length === 1) {
    return hex(await crypto.subtle.digest("SHA-256", joined(chunks)));
  }
  const stream = new DigestStream("SHA-256");
  const writer = stream.getWriter();
  for (const chunk of chunks) await writer.write(chunk);
  await writer.close();
  return hex(await stream.digest);
}

/** Streams the chunks, and takes each only when it is pulled. Cancelling ends the iterator. */
export function streamOf(chunks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const left = chunks[Symbol.iterator]();
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = left.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel() {
      left.return?.();
    },
  });
}
