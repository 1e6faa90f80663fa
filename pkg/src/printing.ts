import type { UnitRecord } from "./record.js";
import { UnitTree } from "./unit-tree.js";

/** The name that Node, Deno and Bun look up on an object before they print it. */
const PRINT = Symbol.for("nodejs.util.inspect.custom");
const ROWS = 20;

/** The runtime's own function: it escapes what would command a terminal. */
type Inspect = (value: unknown, options: object) => string;

/** Lets a runtime's console show trees. Pages do without, since their consoles ask no object. */
export function printTrees(): void {
  Object.assign(UnitTree.prototype, {
    [PRINT](this: UnitTree, depth: number, options: object, inspect?: Inspect): unknown {
      if (depth < 0) return "[UnitTree]";
      const summary = summaryOf(this);
      return inspect ? `UnitTree ${inspect(summary, { ...options, compact: false })}` : summary;
    },
  });
}

function summaryOf(tree: UnitTree): object {
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
