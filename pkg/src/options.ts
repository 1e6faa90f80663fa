import { optionError } from "./errors.js";
import type { ReadOptions, TreeOptions } from "./types.js";

/** Every name of some options: the compiler misses the one that is missing. */
export type Names<Options> = Readonly<Record<keyof Options, true>>;

export const TREE: Names<TreeOptions> = { provider: true, accountId: true, maxBytes: true, maxUnits: true };
export const READ: Names<ReadOptions> = { ...TREE, signal: true, onProgress: true };

/**
 * The options that are known, each read once, wherever the object has them from: of its own, from a class, by a getter.
 * What the caller does with the object afterwards is not for the call.
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
