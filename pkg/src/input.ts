import { optionError } from "./errors.js";
import type { UnitInput } from "./record.js";
import { encode, unitsBytes } from "./units-bytes.js";
import { bytesIn, isBytes, plainBytes } from "./view.js";

/** A listing as the module reads it; `bare` when it is an array of units without the object around it. */
export interface InputBytes {
  bytes: Uint8Array;
  bare: boolean;
}

/** Turns every accepted input into bytes. */
export function inputBytes(input: Uint8Array | ArrayBuffer | string | readonly UnitInput[]): InputBytes {
  if (typeof input === "string") return { bytes: encode(input), bare: false };
  if (Array.isArray(input)) return { bytes: unitsBytes(input), bare: true };
  if (isBytes(input)) return { bytes: plainBytes(input), bare: false };
  if (isBuffer(input)) return { bytes: plainBytes(bytesIn(input)), bare: false };
  throw optionError("The input must be bytes, a JSON text or an array of units.", {
    hint: "Of an object that holds a list, give the list or JSON.stringify(object).",
  });
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return tagOf(value) === "[object ArrayBuffer]";
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}
