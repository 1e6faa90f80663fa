import * as full from "business-units";
import * as small from "business-units/tree";

type Entry = Pick<typeof full, "buildTree" | "readTree">;

/** The functions of the entry that is under test: everything, unless a test is inside of {@link ofTreesOnly}. */
export let { buildTree, readTree }: Entry = full;

/** Lets the tests of a module use `business-units/tree`. */
export function ofTreesOnly(hooks: NestedHooks): void {
  hooks.before(() => use(small));
  hooks.after(() => use(full));
}

function use(entry: Entry): void {
  ({ buildTree, readTree } = entry);
}
