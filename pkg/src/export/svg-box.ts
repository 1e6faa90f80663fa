import type { Label } from "./svg-labels.js";
import { cut, isolated, xml } from "./svg-text.js";

/** The height of a box, in pixels as all lengths here. */
export const BOX_HEIGHT = 24;
/** The narrowest box that has text in it. */
const NARROWEST_TEXT = 24;
/** No letter of the fonts in use is much narrower: what is cut off could not be seen. */
const NARROWEST_LETTER = 2;

/** The place of a box. */
export interface Place {
  x: number;
  y: number;
  width: number;
}

/** A rectangle with a text, cut at its edges, and a title that says all. An `svg` element cuts without a clip path. */
export function box({ x, y, width }: Place, kind: string, { text, title }: Label): string {
  const shown = isolated(cut(text, Math.floor(width / NARROWEST_LETTER)));
  const words = width < NARROWEST_TEXT ? "" : `<text x="6" y="16">${xml(shown)}</text>`;
  return (
    `<svg class="${kind}" x="${pixels(x)}" y="${pixels(y)}" width="${pixels(width)}" height="${BOX_HEIGHT}">` +
    `<title>${xml(title)}</title><rect width="100%" height="100%"/>${words}</svg>\n`
  );
}

/** A length that reads the same everywhere. */
export function pixels(length: number): string {
  return String(Math.round(length * 100) / 100);
}
