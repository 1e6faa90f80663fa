import { readFileSync, statSync } from "node:fs";
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
