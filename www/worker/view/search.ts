import { headOf } from "./json.ts";
import { overTree } from "./over-tree.ts";
import type { View } from "./view.ts";

/** Makes the view of the units whose names contain a text, best first. */
export function searchView(text: string, limit: number): View {
  return overTree({
    name: `search ${limit} ${text}`,
    headers: {},
    isDated: true,
    pieces(tree, showing) {
      const hits = tree.search(text, { limit }).map(({ unit, ranges }) => ({ unit, ranges }));
      return [`${headOf(tree, showing)},"hits":${JSON.stringify(hits)}}`];
    },
  });
}
