import { optionError } from "../errors.js";

/** Refuses what holds no options. */
export function assertOptions(options: object): void {
  if (typeof options !== "object" || options === null) throw optionError("The options must be an object.");
}

/** A flag, false where none is given. */
export function flag(value: boolean | undefined, name: string): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw optionError(`${name} must be true or false.`);
}

/** A number between two others, both included. */
export function between(value: number, name: string, least: number, most: number): number {
  if (typeof value === "number" && value >= least && value <= most) return value;
  throw optionError(`${name} must be a number from ${least} to ${most}.`);
}

/** A whole number between two others, both included. */
export function whole(value: number, name: string, least: number, most: number): number {
  if (Number.isInteger(between(value, name, least, most))) return value;
  throw optionError(`${name} must be a whole number.`);
}
