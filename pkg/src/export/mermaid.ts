import type { UnitTree } from "../unit-tree.js";
import { type ExtentOptions, extentOf } from "./extent.js";
import { lineText } from "./line-text.js";
import { nodeWindows } from "./nodes.js";
import { assertOptions } from "./option.js";
import { cut } from "./svg-text.js";

// Mermaid refuses 500 edges and 50 000 characters.
const MAX_EDGES = 480;
const MAX_CHARACTERS = 45_000;
const MAX_LABEL = 200;
const SPECIAL = /["#&<>`:%\\$]/g;

/**
 * Writes a Mermaid flowchart, which GitHub, GitLab and many wikis draw. Any name is text and no markup.
 *
 * Mermaid draws no large chart: after 480 edges or 45 000 characters the rest is left out, and a note counts it. Nodes are
 * called by their row, `u0`. The same tree gives the same bytes. O(units drawn).
 *
 * @throws `ERR_OPTION` for an invalid option, a missing row or an unknown id.
 * @throws `ERR_STATE` when the tree was freed.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { mermaid } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: 'Norway "N"' }]);
 * console.log(mermaid(tree));
 * // flowchart LR
 * //   u0["Europe"]
 * //   u0 --> u1["Norway #quot;N#quot;"]
 * ```
 */
export function mermaid(tree: UnitTree, options: ExtentOptions = {}): string {
  assertOptions(options);
  const extent = extentOf(tree, options);
  let text = "flowchart LR\n";
  let edges = 0;
  for (const nodes of nodeWindows(tree, extent)) {
    for (const { unit, parent } of nodes) {
      const edge = parent === undefined ? "" : `u${parent} --> `;
      const line = `  ${edge}u${unit.row}["${label(cut(lineText(unit), MAX_LABEL))}"]\n`;
      if (edge !== "") edges += 1;
      if (edges > MAX_EDGES || text.length + line.length > MAX_CHARACTERS) {
        return `${text}  more["… and ${extent.to - unit.row} more, which are not drawn"]\n`;
      }
      text += line;
    }
  }
  return text;
}

function label(text: string): string {
  return text.replace(SPECIAL, (mark) => (mark === '"' ? "#quot;" : `#${mark.charCodeAt(0)};`));
}
