import type { UnitRecord, UnitTree } from "business-units";
import { headOf, rowsOf } from "./json.ts";
import { overTree } from "./over-tree.ts";
import type { Showing, View } from "./view.ts";

const DEEPEST = 500;

/** The roots, each with its `children`. `roots` and not `units`, so that nobody takes it for a flat listing. */
export const nested: View = overTree({
  name: "nested",
  headers: {},
  isDated: true,
  pieces(tree, showing) {
    // Programs that read JSON give up on what is nested much deeper.
    if (tree.height > DEEPEST) throw Object.assign(new Error("too deep to nest"), { code: "ERR_TOO_DEEP" });
    return document(tree, showing);
  },
});

function* document(tree: UnitTree, showing: Showing): Generator<string> {
  yield `${headOf(tree, showing)},"roots":[`;
  // How many units are open: one less than that is the depth of the last one.
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

// The first child stands right behind the bracket of its parent.
function comma(open: number, { depth }: UnitRecord): string {
  return depth === open ? "" : ",";
}
