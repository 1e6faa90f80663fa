import { BusinessUnitsError } from "./errors.js";
import { MAX_BYTES, tooLarge } from "./view.js";

/** Encodes text as UTF-8. */
export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Writes units as JSON. Throws `ERR_SHAPE` for a value that JSON would drop or round. */
export function unitsBytes(units: readonly unknown[]): Uint8Array {
  const exact = exactUnits(units);
  try {
    return encode(JSON.stringify(exact));
  } catch {
    return stringifyEach(exact);
  }
}

// Runs only after JSON.stringify failed for all units together: one of them is not plain data, or their text is longer
// than a string can be.
function stringifyEach(units: readonly unknown[]): Uint8Array {
  const pieces = units.map((unit, index) => encode(`${index === 0 ? "" : ","}${unitJson(unit, index)}`));
  const bytes = allocate(pieces.reduce((sum, piece) => sum + piece.length, "[]".length));
  let at = 0;
  for (const piece of [encode("["), ...pieces, encode("]")]) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function allocate(length: number): Uint8Array {
  if (length <= MAX_BYTES) {
    try {
      return new Uint8Array(length);
    } catch {
      // Not enough memory: the error below says so.
    }
  }
  throw tooLarge("bytes of JSON, or than there is memory for", MAX_BYTES);
}

function unitJson(unit: unknown, index: number): string {
  try {
    return JSON.stringify(unit);
  } catch {
    throw shapeError(`/${index}`, "plain data", "something that JSON cannot hold");
  }
}

// The fields that hold an id, ours and the providers', in lower case.
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

// JSON.stringify silently drops symbols and functions, and rounds numbers.
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

// Of the nested units that toJSON() returns, all but the roots would be lost.
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
