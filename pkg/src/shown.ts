import type { UnitRecord } from "./record.js";

/** The name that Node, Deno and Bun look up on an object before they print it. */
export const PRINT: unique symbol = Symbol.for("nodejs.util.inspect.custom");

/**
 * The value of a tree's only own property. A structured clone would be `{}` without a word: a symbol makes it an error,
 * in V8 with this text, which a browser's console shows too.
 */
export const NO_CLONE: unique symbol = Symbol("the units are in the module's memory: toArray() gives them");

const ROWS = 20;

interface Known {
  readonly size: number;
  readonly height: number;
  readonly provider: string;
  readonly accountId: string | undefined;
  readonly defects: readonly unknown[];
  rows(from: number, to: number): { records: UnitRecord[] };
}

/** What a runtime hands over to print an object with: `inspect` escapes what would command a terminal. */
export interface Printer {
  inspect?: ((value: unknown, options: object) => string) | undefined;
  options: object;
  depth: number;
}

/** Returns what `console.log` shows of a tree: what is known of it, and the names of its first units. */
export function shown(tree: Known, { inspect, options, depth }: Printer): unknown {
  if (depth < 0) return "[UnitTree]";
  const summary = summaryOf(tree);
  return inspect ? `UnitTree ${inspect(summary, { ...options, compact: false })}` : summary;
}

function summaryOf(tree: Known): object {
  try {
    const { size, height, provider, accountId } = tree;
    const units = tree.rows(0, ROWS).records.map(line);
    if (size > ROWS) units.push(`… and ${size - ROWS} more`);
    return { provider, ...(accountId && { accountId }), size, height, defects: tree.defects.length, units };
  } catch (error) {
    // A freed tree must not throw in a console.
    return { state: String(error) };
  }
}

function line({ depth, name, id }: UnitRecord): string {
  return `${"  ".repeat(depth)}${name ?? ""} (${id})`;
}
