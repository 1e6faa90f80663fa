import { BusinessUnitsError, optionError } from "./errors.js";
import type { UnitInput } from "./record.js";

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
  if (isBuffer(input)) return { bytes: plainBytes(viewOf(input)), bare: false };
  throw optionError("The input must be bytes, a JSON text or an array of units.", {
    hint: "Of an object that holds a list, give the list or JSON.stringify(object).",
  });
}

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
const MOST_BYTES = 2 ** 32 - 1;

/** The same bytes as the module reads them: a subclass may make anything of what it is asked. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  const isPlain = Object.getPrototypeOf(bytes) === Uint8Array.prototype;
  const plain = isPlain ? bytes : viewOf(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A view of what was given away has no bytes, as an empty one.
  if (plain.length === 0) viewOf(plain.buffer);
  if (plain.length > MOST_BYTES) throw tooLarge("bytes at once", MOST_BYTES);
  return plain;
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return tagOf(value) === "[object ArrayBuffer]";
}

function viewOf(...place: [buffer: ArrayBufferLike, offset?: number, length?: number]): Uint8Array {
  try {
    return new Uint8Array(...place);
  } catch {
    throw optionError("The ArrayBuffer is detached: what it held was given away.");
  }
}

function tooLarge(of: string, limit: number): BusinessUnitsError {
  return new BusinessUnitsError("ERR_TOO_LARGE", `The input is larger than ${limit} ${of}.`, { limit });
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function unitsBytes(units: readonly unknown[]): Uint8Array {
  const exact = exactUnits(units);
  try {
    return encode(JSON.stringify(exact));
  } catch {
    return piecemeal(exact);
  }
}

// Only after a failure, so that the good case is one call of JSON.stringify: either a unit is no plain data, or all of
// them together are longer than a string can be.
function piecemeal(units: readonly unknown[]): Uint8Array {
  const pieces = units.map((unit, index) => encode(`${index === 0 ? "" : ","}${unitJson(unit, index)}`));
  const bytes = room(pieces.reduce((sum, piece) => sum + piece.length, "[]".length));
  let at = 0;
  for (const piece of [encode("["), ...pieces, encode("]")]) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function room(length: number): Uint8Array {
  if (length <= MOST_BYTES) {
    try {
      return new Uint8Array(length);
    } catch {
      // As below.
    }
  }
  throw tooLarge("bytes of JSON, or than there is memory for", MOST_BYTES);
}

function unitJson(unit: unknown, index: number): string {
  try {
    return JSON.stringify(unit);
  } catch {
    throw shapeError(`/${index}`, "plain data", "something that JSON cannot hold");
  }
}

// Every field of ours and of the services that holds an id, in lower case.
const ID_FIELDS = new Set(["id", "parentid", "parent_id", "accountid", "account_id", "businessunitid"]);

function exactUnits(units: readonly unknown[]): object[] {
  return Array.from({ length: units.length }, (_, index) => {
    return exactIds(readField(units, index, `/${index}`), index);
  });
}

function exactIds(unit: unknown, index: number): object {
  if (typeof unit !== "object" || unit === null || Array.isArray(unit)) {
    throw shapeError(`/${index}`, "a unit", kindOf(unit));
  }
  const bigints = keysOf(unit, index).filter((key) => isBigint(unit, key, index));
  if (bigints.length === 0) return unit;
  return { ...unit, ...Object.fromEntries(bigints.map((key) => [key, String(Reflect.get(unit, key))])) };
}

function keysOf(unit: object, index: number): string[] {
  try {
    return Object.keys(unit);
  } catch {
    throw shapeError(`/${index}`, "a unit", "an object that does not tell its keys");
  }
}

// JSON.stringify drops a symbol or a function, and rounds a number, without a word.
function isBigint(unit: object, key: string, index: number): boolean {
  const value = readField(unit, key, `/${index}/${key}`);
  if (key === "children") assertFlat(value, `/${index}/children`);
  const id = ID_FIELDS.has(key.toLowerCase());
  if (id ? isInexact(value) : typeof value === "bigint") {
    const expected = id ? "text, a bigint or a safe integer" : "what JSON can hold";
    throw shapeError(
      `/${index}/${key}`,
      expected,
      typeof value === "number" ? String(value) : `a ${typeof value}`,
    );
  }
  return typeof value === "bigint";
}

function isInexact(value: unknown): boolean {
  if (typeof value === "number") return !Number.isSafeInteger(value);
  return typeof value === "symbol" || typeof value === "function";
}

// What toJSON() gives is for reading; taken for a list, all but its roots would be lost.
function assertFlat(children: unknown, pointer: string): void {
  if (!Array.isArray(children) || typeof children[0] !== "object") return;
  throw shapeError(pointer, "a flat list of units, such as toArray() gives,", "units inside a unit");
}

function readField(holder: object, key: string | number, pointer: string): unknown {
  try {
    return Reflect.get(holder, key);
  } catch {
    throw shapeError(pointer, "a value", "a getter that throws");
  }
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : typeof value;
}

function shapeError(pointer: string, expected: string, found: string): BusinessUnitsError {
  const message = `Expected ${expected} at ${pointer}, found ${found}.`;
  return new BusinessUnitsError("ERR_SHAPE", message, { pointer, expected, found });
}
