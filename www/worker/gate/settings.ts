import { Problem } from "../problem.ts";

/** An invalid entry of a setting. The message says what is wrong, and never repeats the entry. */
export class WrongEntry extends Error {}

/**
 * Reads a setting that is a JSON list, entry by entry. `read` throws WrongEntry with the end of a sentence that begins
 * with the entry's place.
 */
export function entriesOf<T>(setting: string, json: string, read: (entry: Members) => T): T[] {
  const listed = parsed(json);
  if (!Array.isArray(listed) || listed.length === 0) {
    throw new Problem("NOT_PROTECTED", `${setting} is not a JSON list with entries in it.`);
  }
  return listed.map((entry, index) => {
    const place = `Entry ${index + 1} of ${listed.length} in ${setting}`;
    return placed(place, () => read(membersOf(entry)));
  });
}

/** Runs `read`, and turns a WrongEntry into a problem that names the entry's place. */
export function placed<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof WrongEntry) throw new Problem("NOT_PROTECTED", `${place} ${thrown.message}.`);
    throw thrown;
  }
}

/** The members of an entry: a Map, because a setting may hold `__proto__` like anything else. */
export type Members = ReadonlyMap<string, unknown>;

/** Refuses unknown members: a mistyped "acounts" must not become a right to nothing, or to everything. */
export function onlyMembers(entry: Members, ...names: string[]): void {
  if ([...entry.keys()].every((name) => names.includes(name))) return;
  throw new WrongEntry(`has a member beside ${names.join(", ")}`);
}

function membersOf(entry: unknown): Members {
  if (typeof entry === "object" && entry !== null && !Array.isArray(entry)) {
    return new Map(Object.entries(entry));
  }
  throw new WrongEntry("is not an object");
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
