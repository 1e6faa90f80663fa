import type { UnitRecord, UnitTree } from "business-units";
import { headOf, rowsOf } from "./json.ts";
import { overTree } from "./over-tree.ts";
import type { Showing, View } from "./view.ts";

const DEEPEST = 500;

/** The roots, each with its `children`. The key is `roots`: `units` would read as a flat listing. */
export const nested: View = overTree({
  name: "nested",
  headers: {},
  isDated: true,
  pieces(tree, showing) {
    // Many JSON parsers fail on much deeper nesting.
    if (tree.height > DEEPEST) throw Object.assign(new Error("too deep to nest"), { code: "ERR_TOO_DEEP" });
    return document(tree, showing);
  },
});

function* document(tree: UnitTree, showing: Showing): Generator<string> {
  yield `${headOf(tree, showing)},"roots":[`;
  // The number of open units: the last one's depth is one less.
  let open = 0;
  for (const records of rowsOf(tree)) {
    let text = "";
    for (const record of records) {
      text += closed(open - record.depth) + comma(open, record) + opened(record);
      open = record.depth + 1;
    }
    yield text;
  }
  yield `${closed(open)}]}`;
}

function opened(record: UnitRecord): string {
  return `${JSON.stringify(record).slice(0, -1)},"children":[`;
}

function closed(units: number): string {
  return "]}".repeat(Math.max(0, units));
}

// The first child follows the bracket of its parent without a comma.
function comma(open: number, { depth }: UnitRecord): string {
  return depth === open ? "" : ",";
}
