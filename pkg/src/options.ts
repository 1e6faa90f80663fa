import { optionError } from "./errors.js";
import type { ReadOptions, TreeOptions } from "./types.js";

/** The names of some options: the compiler reports a missing one. */
export type Names<Options> = Readonly<Record<keyof Options, true>>;

export const TREE: Names<TreeOptions> = { provider: true, accountId: true, maxBytes: true, maxUnits: true };
export const READ: Names<ReadOptions> = { ...TREE, signal: true, onProgress: true };

/**
 * Copies the known options, reading each once, own or inherited. Later changes to the caller's object have no effect.
 * Throws `ERR_OPTION` for what is no object and for a getter that throws.
 */
export function ownOptions<Options extends object>(options: Options, names: Names<Options>): Options {
  if (typeof options !== "object" || options === null) throw optionError("The options must be an object.");
  const read = (name: string) => [name, fieldOf(options, name)] as const;
  const given = Object.keys(names).map(read);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Options;
}

function fieldOf(options: object, name: string): unknown {
  try {
    return Reflect.get(options, name);
  } catch {
    throw optionError(`${name} threw when it was read.`);
  }
}
