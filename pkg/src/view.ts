import { BusinessUnitsError, optionError } from "./errors.js";

/** Tells bytes from another realm too, as `instanceof` alone does not. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && nameOf.call(value) === "Uint8Array";
}

// What a view really is, whatever it says of itself.
const nameOf = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)?.get as (this: unknown) => string | undefined;

/** The module counts bytes with 32 bits. */
export const MOST_BYTES: number = 2 ** 32 - 1;

/** The same bytes as the module reads them: a subclass may make anything of what it is asked. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  const isPlain = Object.getPrototypeOf(bytes) === Uint8Array.prototype;
  const plain = isPlain
    ? bytes
    : stillThere(() => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  // A view of what was given away has no bytes, as an empty one.
  if (plain.length === 0) bytesIn(plain.buffer);
  if (plain.length > MOST_BYTES) throw tooLarge("bytes at once", MOST_BYTES);
  return plain;
}

/** All bytes of a buffer. */
export function bytesIn(buffer: ArrayBufferLike): Uint8Array {
  return stillThere(() => new Uint8Array(buffer));
}

function stillThere(view: () => Uint8Array): Uint8Array {
  try {
    return view();
  } catch {
    throw optionError("The bytes cannot be reached: their ArrayBuffer was given away (detached).");
  }
}

/** What passes a limit. */
export function tooLarge(of: string, limit: number): BusinessUnitsError {
  return new BusinessUnitsError("ERR_TOO_LARGE", `The input is larger than ${limit} ${of}.`, { limit });
}
