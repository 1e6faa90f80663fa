import { optionError } from "../errors.js";
import type { UnitTree } from "../unit-tree.js";
import { assertOptions, between, whole } from "./option.js";
import { drawChart } from "./svg-chart.js";
import { svgDocument } from "./svg-document.js";
import { drawIcicle } from "./svg-icicle.js";
import { sceneOf } from "./svg-scene.js";

/** What a picture shows. Lengths are pixels. */
export interface SvgOptions {
  /** `icicle`: widths are sizes, for trees of any size. `chart`: boxes and lines, for small ones. Default `icicle`. */
  as?: "icicle" | "chart";
  /** The row (a number) or the id (text) of a unit: it and everything below it. Default: all units. */
  subtree?: number | string;
  /** What the picture is called. Default `Business units`. */
  title?: string;
  /** How wide an icicle is, 100 to 100 000. Default 1 200. */
  width?: number;
  /** The narrowest unit of an icicle that is drawn, 0.1 to 100. Default 2. */
  minWidth?: number;
  /** How many units are drawn at most, up to 100 000: level by level. Default 2 000, and 500 in a chart. */
  maxUnits?: number;
}

/**
 * Draws the units as a standalone SVG file: no script, light and dark, each unit's path in its `<title>`.
 *
 * Units that are too narrow or too many are not drawn: a grey box stands in their place, and the last line counts them.
 * Any name is harmless: escaped, without what XML forbids, in a direction of its own. The same tree gives the same
 * bytes, everywhere. O(units) for the columns, and one record for each unit that is drawn. Under a
 * Content-Security-Policy of its own its colours need `style-src 'unsafe-inline'`.
 *
 * @throws `ERR_OPTION` for an invalid option, a missing row or an unknown id.
 * @throws `ERR_STATE` when the tree was freed.
 *
 * @example
 * ```ts
 * import { buildTree } from "business-units";
 * import { svg } from "business-units/export";
 *
 * using tree = buildTree([{ id: "1", name: "Europe" }, { id: "2", parentId: "1", name: "Norway" }]);
 * for (const [title] of svg(tree).matchAll(/<title>.*<\/title>/g)) console.log(title);
 * // <title>Business units</title>
 * // <title>Europe (2 units)</title>
 * // <title>Europe › Norway (1 unit)</title>
 * ```
 */
export function svg(tree: UnitTree, options: SvgOptions = {}): string {
  assertOptions(options);
  const { as = "icicle", subtree, title = "Business units" } = options;
  if (as !== "icicle" && as !== "chart") throw optionError('as must be "icicle" or "chart".');
  if (typeof title !== "string") throw optionError("title must be text.");
  const width = between(options.width ?? 1_200, "width", 100, 100_000);
  const minWidth = between(options.minWidth ?? 2, "minWidth", 0.1, 100);
  const maxUnits = whole(options.maxUnits ?? (as === "chart" ? 500 : 2_000), "maxUnits", 1, 100_000);
  const scene = sceneOf(tree, subtree, (units) => ({
    minSize: as === "chart" ? 0 : (minWidth * units) / width,
    maxUnits,
  }));
  const drawing = as === "chart" ? drawChart(scene) : drawIcicle(scene, width);
  return svgDocument(title, drawing, scene);
}
