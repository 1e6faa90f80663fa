import { optionError } from "./errors.js";
import type { UnitInput } from "./record.js";
import { refuseTree } from "./unit-tree.js";
import { encode, unitsBytes } from "./units-bytes.js";
import { assertFits, bytesIn, isBytes, ownView } from "./view.js";

/** A listing as bytes of JSON. `bare`: an array of units without the object around it. */
export interface InputBytes {
  bytes: Uint8Array;
  bare: boolean;
}

/** Turns every accepted input into bytes. */
export function inputBytes(input: Uint8Array | ArrayBuffer | string | readonly UnitInput[]): InputBytes {
  if (typeof input === "string") return { bytes: encode(input), bare: false };
  if (Array.isArray(input)) return { bytes: unitsBytes(input), bare: true };
  if (isBytes(input)) return { bytes: plainBytes(input), bare: false };
  if (isBuffer(input)) return { bytes: assertFits(bytesIn(input)), bare: false };
  refuseTree(input);
  throw optionError("The input must be bytes, a JSON text or an array of units.", {
    hint: "Of an object that holds a list, give the list or JSON.stringify(object).",
  });
}

function plainBytes(bytes: Uint8Array): Uint8Array {
  if (!isPlain(Object.getPrototypeOf(bytes))) return ownView(bytes);
  // A view of a detached buffer has no bytes, like an empty one: tell them apart.
  if (bytes.length === 0) bytesIn(bytes.buffer);
  return assertFits(bytes);
}

const OVERRIDABLE = ["length", "buffer", "byteOffset"];
let trusted: unknown;

// Node's Buffer is a subclass that overrides none of these: remembering its prototype saves a view for each listing.
function isPlain(prototype: object | null): boolean {
  if (prototype === Uint8Array.prototype || prototype === trusted) return true;
  if (!(prototype instanceof Uint8Array)) return false;
  for (let at = prototype; at !== Uint8Array.prototype; at = Object.getPrototypeOf(at)) {
    if (OVERRIDABLE.some((name) => Object.hasOwn(at, name))) return false;
  }
  trusted = prototype;
  return true;
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return tagOf(value) === "[object ArrayBuffer]";
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}
