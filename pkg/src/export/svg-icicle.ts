import { icicleLayout } from "./icicle-layout.js";
import { BOX_HEIGHT, box } from "./svg-box.js";
import type { Drawing, Scene } from "./svg-scene.js";

const SHADES = 4;

/** Draws units as wide as their subtrees are large, above what is below them. */
export function drawIcicle({ shape, items, labels }: Scene, width: number): Drawing {
  const layout = icicleLayout(shape, width);
  const slot = width / shape.size.length;
  let levels = 0;
  const boxes = items.map(({ row, gap }, at) => {
    const depth = layout.depth[row] ?? 0;
    levels = Math.max(levels, depth + 1);
    const place = {
      x: layout.x[row] ?? 0,
      y: depth * BOX_HEIGHT,
      width: gap > 0 ? gap * slot : (layout.width[row] ?? 0),
    };
    return box(place, gap > 0 ? "gap" : `d${depth % SHADES}`, labels[at] ?? { text: "", title: "" });
  });
  return { width, height: levels * BOX_HEIGHT, markup: boxes.join("") };
}
