import { type ChartLayout, chartLayout } from "./chart-layout.js";
import { BOX_HEIGHT, box, pixels } from "./svg-box.js";
import type { Drawing, Scene } from "./svg-scene.js";

const SHADES = 4;
const BOX_WIDTH = 180;
const COLUMN = 220;
const LINE = 32;

/** Draws units in boxes, with lines to what is below them on their right. */
export function drawChart({ shape, items, labels }: Scene): Drawing {
  const layout = chartLayout({ depth: Uint32Array.from(items, ({ row }) => shape.depth[row] ?? 0) });
  const boxes = items.map(({ gap }, at) => {
    const depth = layout.x[at] ?? 0;
    const place = { x: depth * COLUMN, y: topOf(layout, at), width: BOX_WIDTH };
    return box(place, gap > 0 ? "gap" : `d${depth % SHADES}`, labels[at] ?? { text: "", title: "" });
  });
  const columns = layout.x.reduce((most, depth) => Math.max(most, depth + 1), 0);
  return {
    width: Math.max(columns * COLUMN - (COLUMN - BOX_WIDTH), BOX_WIDTH),
    height: layout.lines * LINE,
    markup: links(layout) + boxes.join(""),
  };
}

function topOf({ y }: ChartLayout, at: number): number {
  return (y[at] ?? 0) * LINE + (LINE - BOX_HEIGHT) / 2;
}

function links(layout: ChartLayout): string {
  const open: number[] = [];
  const lines = Array.from(layout.x, (depth, at) => {
    const middle = topOf(layout, at) + BOX_HEIGHT / 2;
    open[depth] = middle;
    return depth === 0 ? "" : link(depth, open[depth - 1] ?? 0, middle);
  });
  return `<path class="link" d="${lines.join("")}"/>\n`;
}

function link(depth: number, from: number, to: number): string {
  const start = (depth - 1) * COLUMN + BOX_WIDTH;
  return `M${start} ${pixels(from)}H${start + (COLUMN - BOX_WIDTH) / 2}V${pixels(to)}H${depth * COLUMN}`;
}
