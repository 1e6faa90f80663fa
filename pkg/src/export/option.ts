import { optionError } from "../errors.js";

/** Throws `ERR_OPTION` for options that are no object. */
export function assertOptions(options: object): void {
  if (typeof options !== "object" || options === null) throw optionError("The options must be an object.");
}

/** Returns a flag, false when it is absent. Throws `ERR_OPTION` for another type. */
export function flag(value: boolean | undefined, name: string): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw optionError(`${name} must be true or false.`);
}

/** Returns a number within bounds, both included. Throws `ERR_OPTION` for anything else. */
export function between(value: number, name: string, min: number, max: number): number {
  if (typeof value === "number" && value >= min && value <= max) return value;
  throw optionError(`${name} must be a number from ${min} to ${max}.`);
}

/** Returns an integer within bounds, both included. Throws `ERR_OPTION` for anything else. */
export function whole(value: number, name: string, min: number, max: number): number {
  if (Number.isInteger(between(value, name, min, max))) return value;
  throw optionError(`${name} must be a whole number.`);
}
