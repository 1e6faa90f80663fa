import { fstatSync, lstatSync, renameSync, rmSync, writeSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";

/** The standard output, or the standard error. */
type StandardStream = typeof process.stdout | typeof process.stderr;

/** A part of an output. */
export type Piece = string | Uint8Array;

const CHARACTERS_AT_ONCE = 64 * 1_024;

/** Joins short texts, so that each write is worth its call. */
function* joined(pieces: Iterable<Piece>): Generator<Piece> {
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string" && text.length + piece.length < CHARACTERS_AT_ONCE) {
      text += piece;
      continue;
    }
    if (text !== "") yield text;
    text = "";
    yield piece;
  }
  if (text !== "") yield text;
}

/** Writes to a standard stream, at its pace. */
export async function write(stream: StandardStream, pieces: Iterable<Piece>): Promise<void> {
  // NOTE: where a disk is full, a file takes a part of the bytes, and Node's stream would say that all is well.
  const isFile = fstatSync(stream.fd).isFile();
  for (const piece of joined(pieces)) {
    if (isFile) writeWhole(stream.fd, typeof piece === "string" ? Buffer.from(piece) : piece);
    else await writeTo(stream, piece);
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function writeTo(stream: StandardStream, piece: Piece): Promise<void> {
  return new Promise((resolve, reject) => {
    // A stream that fails also emits the error, later; without a listener that would end the program.
    stream.once("error", reject);
    stream.write(piece, (error) => {
      if (error) return reject(error);
      stream.removeListener("error", reject);
      resolve();
    });
  });
}

/** Writes to a file, or to the standard output when none is named. */
export async function writeOutput(file: string | undefined, pieces: Iterable<Piece>): Promise<void> {
  if (file === undefined || file === "-") await write(process.stdout, pieces);
  else await writeFile(file, pieces);
}

/** Writes a file. What is there stays as it is until the new text is complete. */
async function writeFile(file: string, pieces: Iterable<Piece>): Promise<void> {
  if (!isReplaceable(file)) return await writeInto(await open(file, "w"), pieces);
  const partial = `${file}.${process.pid}.partial`;
  const remove = () => rmSync(partial, { force: true });
  process.once("exit", remove);
  try {
    await writeInto(await open(partial, "wx"), pieces);
    renameSync(partial, file);
  } catch (thrown) {
    remove();
    throw thrown;
  } finally {
    process.removeListener("exit", remove);
  }
}

/** Tells a place for a file from a pipe, a device, a folder and a link, which a new file must not replace. */
function isReplaceable(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
}

async function writeInto(handle: FileHandle, pieces: Iterable<Piece>): Promise<void> {
  try {
    for (const piece of joined(pieces)) await handle.writeFile(piece);
  } finally {
    await handle.close();
  }
}
