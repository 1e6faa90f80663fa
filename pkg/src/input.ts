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
  if (Array.isArray(input)) return { bytes: encode(unitsJson(input)), bare: true };
  if (isBytes(input)) return { bytes: input, bare: false };
  if (isBuffer(input)) return { bytes: bytesIn(input), bare: false };
  throw optionError("The input must be bytes, a JSON text or an array of units.", {
    hint: "Of an object that holds a list, give the list or JSON.stringify(object).",
  });
}

/** Tells bytes from another realm too, as `instanceof` alone does not. */
export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array || tagOf(value) === "[object Uint8Array]";
}

function isBuffer(value: unknown): value is ArrayBuffer {
  return tagOf(value) === "[object ArrayBuffer]";
}

function bytesIn(buffer: ArrayBuffer): Uint8Array {
  try {
    return new Uint8Array(buffer);
  } catch {
    throw optionError("The ArrayBuffer is detached: what it held was given away.");
  }
}

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function unitsJson(units: readonly unknown[]): string {
  const exact = Array.from(units, exactIds);
  try {
    return JSON.stringify(exact);
  } catch {
    throw shapeError(`/${culprit(exact)}`, "plain data", "something that JSON cannot hold");
  }
}

// Read only after a failure, so that the good case is one call of JSON.stringify.
function culprit(units: readonly unknown[]): number {
  return units.findIndex((unit) => {
    try {
      JSON.stringify(unit);
      return false;
    } catch {
      return true;
    }
  });
}

// Every field of ours and of the services that holds an id, in lower case.
const ID_FIELDS = new Set(["id", "parentid", "parent_id", "accountid", "account_id", "businessunitid"]);

function exactIds(unit: unknown, index: number): object {
  if (typeof unit !== "object" || unit === null || Array.isArray(unit)) {
    throw shapeError(`/${index}`, "a unit", kindOf(unit));
  }
  const bigints = Object.keys(unit).filter((key) => isBigint(unit, key, index));
  if (bigints.length === 0) return unit;
  return { ...unit, ...Object.fromEntries(bigints.map((key) => [key, String(Reflect.get(unit, key))])) };
}

// JSON.stringify drops a symbol or a function, and rounds a number, without a word.
function isBigint(unit: object, key: string, index: number): boolean {
  const value = readField(unit, key, index);
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

function readField(unit: object, key: string, index: number): unknown {
  try {
    return Reflect.get(unit, key);
  } catch {
    throw shapeError(`/${index}/${key}`, "a value", "a getter that throws");
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
