import type { UnitTree } from "../unit-tree.js";
import { type ExtentOptions, extentOf } from "./extent.js";
import { joinPieces } from "./join-pieces.js";
import { lineText } from "./line-text.js";
import { type Node, nodeWindows } from "./nodes.js";
import { assertOptions } from "./option.js";

const HEAD = 'digraph "business units" {\n  graph [ordering=out, rankdir=LR];\n  node [shape=box];\n';

/**
 * Writes a graph in DOT, the language of Graphviz: children stand in the order sent. Any name is text and no markup.
 *
 * Nodes are called by their row, `"u0"`, because ids repeat. A unit without a name shows its id. The same tree gives the
 * same bytes. O(units), a thousand objects at a time.
 *
 * @throws `ERR_OPTION` for an invalid option, a missing row or an unknown id.
 * @throws `ERR_TOO_LARGE` when the text is longer than a string can be, half a billion characters.
 * @throws `ERR_STATE` when the tree was freed.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { dot } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: "Norway" }]);
 * for (const line of dot(tree).split("\n").slice(3, 6)) console.log(line);
 * //   "u0" [label="Europe"];
 * //   "u1" [label="Norway"];
 * //   "u0" -> "u1";
 * ```
 */
export function dot(tree: UnitTree, options: ExtentOptions = {}): string {
  assertOptions(options);
  return joinPieces(pieces(tree, options));
}

function* pieces(tree: UnitTree, options: ExtentOptions): Generator<string, void, undefined> {
  yield HEAD;
  for (const nodes of nodeWindows(tree, extentOf(tree, options))) yield nodes.map(statements).join("");
  yield "}\n";
}

function statements({ unit, parent }: Node): string {
  const node = `  "u${unit.row}" [label="${label(lineText(unit))}"];\n`;
  return parent === undefined ? node : `${node}  "u${parent}" -> "u${unit.row}";\n`;
}

// Graphviz reads a backslash as the beginning of a code, and entities of HTML.
function label(text: string): string {
  return text.replace(/["\\]/g, (mark) => `\\${mark}`).replaceAll("&", "&amp;");
}
