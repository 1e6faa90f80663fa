import { BusinessUnitsError, optionError } from "./errors.js";

// What a view really is, whatever it says of itself: these ask the view and no class.
const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
const asker = <T>(name: keyof Uint8Array) =>
  Object.getOwnPropertyDescriptor(typedArray, name)?.get as (this: Uint8Array) => T;
const kindOf = asker<string>(Symbol.toStringTag);
const bufferOf = asker<ArrayBufferLike>("buffer");
const offsetOf = asker<number>("byteOffset");
const lengthOf = asker<number>("byteLength");

/** Tells bytes from another realm too, as `instanceof` alone does not. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && kindOf.call(value as Uint8Array) === "Uint8Array";
}

/** The module counts bytes with 32 bits. */
export const MOST_BYTES: number = 2 ** 32 - 1;

/** A view of our own on the same bytes: a subclass may make anything of what it is asked. */
export function ownView(bytes: Uint8Array): Uint8Array {
  const view = () => new Uint8Array(bufferOf.call(bytes), offsetOf.call(bytes), lengthOf.call(bytes));
  return assertFits(stillThere(view));
}

/** The bytes, unless they are more than the module can count. */
export function assertFits(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= MOST_BYTES) return bytes;
  throw tooLarge("bytes at once", MOST_BYTES);
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
