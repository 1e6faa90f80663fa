import { Problem } from "../problem.ts";
import { headOf } from "./json.ts";
import { overTree } from "./over-tree.ts";
import type { View } from "./view.ts";

/** Makes the view of one unit and the ids of its subtree. */
export function unitView(id: string): View {
  return overTree({
    name: `unit ${id}`,
    headers: {},
    isDated: true,
    pieces(tree, showing) {
      const unit = tree.get(id);
      if (!unit) throw new Problem("UNKNOWN_UNIT", "The account's listing has no unit with exactly this id.");
      const subtreeIds = JSON.stringify(tree.subtreeIds(id));
      return [`${headOf(tree, showing)},"unit":${JSON.stringify(unit)},"subtreeIds":${subtreeIds}}`];
    },
  });
}
