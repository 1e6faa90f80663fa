import { BusinessUnitsError, optionError } from "./errors.js";

// The getters of the engine itself: a subclass may override the properties.
const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
const asker = <T>(name: keyof Uint8Array) =>
  Object.getOwnPropertyDescriptor(typedArray, name)?.get as (this: Uint8Array) => T;
const kindOf = asker<string>(Symbol.toStringTag);
const bufferOf = asker<ArrayBufferLike>("buffer");
const offsetOf = asker<number>("byteOffset");
const lengthOf = asker<number>("byteLength");

/** Recognises a Uint8Array of any realm. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && kindOf.call(value as Uint8Array) === "Uint8Array";
}

/** The most bytes that the module can count, with 32 bits. */
export const MAX_BYTES: number = 2 ** 32 - 1;

/** Returns a plain view of the same bytes, so that no method of a subclass is called. */
export function ownView(bytes: Uint8Array): Uint8Array {
  const view = () => new Uint8Array(bufferOf.call(bytes), offsetOf.call(bytes), lengthOf.call(bytes));
  return assertFits(stillThere(view));
}

/** Returns the bytes. Throws `ERR_TOO_LARGE` when they are more than the module can count. */
export function assertFits(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= MAX_BYTES) return bytes;
  throw tooLarge("bytes at once", MAX_BYTES);
}

/** Returns all bytes of a buffer. */
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

/** Returns the error for an input over a limit. */
export function tooLarge(of: string, limit: number): BusinessUnitsError {
  return new BusinessUnitsError("ERR_TOO_LARGE", `The input is larger than ${limit} ${of}.`, { limit });
}
