import type { UnitTree } from "../unit-tree.js";
import { rawCell } from "./cell.js";
import { type ExtentOptions, extentOf } from "./extent.js";
import { joinPieces } from "./join-pieces.js";
import { lineText } from "./line-text.js";
import { type Node, nodeWindows } from "./nodes.js";
import { assertOptions } from "./option.js";

const HEAD = `# label: %name%
# style: rounded=1;whiteSpace=wrap;html=1;
# identity: node
# connect: {"from":"parent","to":"node","invert":true,"style":"curved=0;endArrow=none;"}
# width: auto
# height: auto
# padding: 12
# ignore: node,parent
# layout: verticaltree
node,parent,id,name
`;

const SPECIAL = /[&<>"'%]/g;

/**
 * Writes a table for draw.io: Arrange, Insert, Advanced, CSV draws an organization chart of it that can be edited.
 *
 * The lines that begin with `#` say how it is drawn. Any name is text: draw.io reads labels as HTML, and they are
 * escaped. The same tree gives the same bytes. O(units), a thousand objects at a time.
 *
 * @throws `ERR_OPTION` for an invalid option, a missing row or an unknown id.
 * @throws `ERR_TOO_LARGE` when the text is longer than a string can be, half a billion characters.
 * @throws `ERR_STATE` when the tree was freed.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { drawio } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: "R&D" }]);
 * for (const line of drawio(tree).split("\n").slice(-4, -1)) console.log(line);
 * // node,parent,id,name
 * // u0,,1,Europe
 * // u1,u0,2,R&#38;D
 * ```
 */
export function drawio(tree: UnitTree, options: ExtentOptions = {}): string {
  assertOptions(options);
  return joinPieces(pieces(tree, options));
}

function* pieces(tree: UnitTree, options: ExtentOptions): Generator<string, void, undefined> {
  yield HEAD;
  for (const nodes of nodeWindows(tree, extentOf(tree, options))) yield nodes.map(row).join("");
}

function row({ unit, parent }: Node): string {
  const above = parent === undefined ? "" : `u${parent}`;
  return `${[`u${unit.row}`, above, cell(unit.id), cell(lineText(unit))].join(",")}\n`;
}

// A percent sign begins a placeholder.
function cell(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ");
  return rawCell(line.replace(SPECIAL, (mark) => `&#${mark.charCodeAt(0)};`));
}
