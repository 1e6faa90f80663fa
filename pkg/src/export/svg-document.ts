import { BOX_HEIGHT, pixels } from "./svg-box.js";
import type { Drawing, Scene } from "./svg-scene.js";
import { cut, isolated, xml } from "./svg-text.js";

const MARGIN = 8;
// Wide enough for the note at the bottom.
const MIN_WIDTH = 480;

// No custom properties: SVG renderers outside browsers rarely support them.
const STYLE = [
  ".ground{fill:#fff}",
  "text{font:12px system-ui,sans-serif;fill:#1a1f26}",
  "svg svg rect{stroke:#fff;stroke-width:.5}",
  ".d0 rect{fill:#bcd4ee}.d1 rect{fill:#cfe0f3}.d2 rect{fill:#dfeaf7}.d3 rect{fill:#edf3fa}",
  ".gap rect{fill:#e6e8eb}.gap text,.note{fill:#56606b}",
  ".link{fill:none;stroke:#7d8791}",
  "@media (prefers-color-scheme:dark){",
  ".ground{fill:#14171b}",
  "text{fill:#e6e9ed}",
  "svg svg rect{stroke:#14171b}",
  ".d0 rect{fill:#2a4d75}.d1 rect{fill:#254262}.d2 rect{fill:#213850}.d3 rect{fill:#1e2f41}",
  ".gap rect{fill:#2b3138}.gap text,.note{fill:#a3adb8}",
  ".link{stroke:#79838e}",
  "}",
].join("\n");

/** Writes a drawing as an SVG file, with a note that counts the units that are not drawn. */
export function svgDocument(heading: string, { width, height, markup }: Drawing, scene: Scene): string {
  const across = pixels(Math.max(width, MIN_WIDTH) + 2 * MARGIN);
  const down = pixels(height + BOX_HEIGHT + 2 * MARGIN);
  const size = `width="${across}" height="${down}" viewBox="0 0 ${across} ${down}"`;
  const note = xml(noteOf(scene));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
    `<title>${xml(isolated(cut(heading, 256)))}</title>`,
    `<desc>${note}</desc>`,
    `<style>\n${STYLE}\n</style>`,
    `<rect class="ground" width="100%" height="100%"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})">\n${markup}</g>`,
    `<text class="note" x="${MARGIN}" y="${height + MARGIN + 18}">${note}</text>`,
    "</svg>\n",
  ].join("\n");
}

function noteOf({ shape, items }: Scene): string {
  const total = shape.depth.length;
  const hidden = items.reduce((units, { gap }) => units + gap, 0);
  if (hidden === 0) return total === 1 ? "1 unit." : `${total} units.`;
  return `${total - hidden} of ${total} units are drawn; grey boxes stand for the other ${hidden}.`;
}
