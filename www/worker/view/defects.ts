import type { UnitTree } from "business-units";
import { headOf, slices } from "./json.ts";
import { overTree } from "./over-tree.ts";
import type { Showing, View } from "./view.ts";

/** The defects and warnings of the listing, without its units. */
export const defectsView: View = overTree({
  name: "defects",
  headers: {},
  isDated: true,
  pieces: document,
});

function* document(tree: UnitTree, showing: Showing): Generator<string> {
  const { defects, warnings, size } = tree;
  const known = `"size":${size},"warnings":${JSON.stringify(warnings)}`;
  yield `${headOf(tree, showing)},${known},"defects":[`;
  yield* slices(defects.length, (from, to) => defects.slice(from, to));
  yield "]}";
}
