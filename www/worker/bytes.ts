interface Digesting extends WritableStream<Uint8Array> {
  readonly digest: Promise<ArrayBuffer>;
}

const encoder = new TextEncoder();

/** A text's bytes. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text) as Uint8Array<ArrayBuffer>;
}

/** How many bytes there are in all chunks. */
export function lengthOf(chunks: readonly Uint8Array[]): number {
  return chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** All chunks as one; a single one is not copied. */
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

/** Bytes as hex digits. */
export function hex(bytes: ArrayBuffer | Uint8Array): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The SHA-256 of all chunks in hex; where the runtime can, without joining them. */
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

/** A stream of the chunks that takes each when it is wanted; whoever leaves gives the others up. */
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
