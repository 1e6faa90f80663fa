import type { Label } from "./svg-labels.js";
import { cut, isolated, xml } from "./svg-text.js";

/** The height of a box in pixels, the unit of all lengths here. */
export const BOX_HEIGHT = 24;
/** A narrower box shows no text. */
const MIN_TEXT_WIDTH = 24;
/** Narrower than any letter of the fonts in use: a text that is cut by it loses nothing that is visible. */
const MIN_LETTER_WIDTH = 2;

/** The place of a box. */
export interface Place {
  x: number;
  y: number;
  width: number;
}

/** Draws a rectangle with a text and a title. It is an `svg` element because that clips its text without a clip path. */
export function box({ x, y, width }: Place, kind: string, { text, title }: Label): string {
  const shown = isolated(cut(text, Math.floor(width / MIN_LETTER_WIDTH)));
  const words = width < MIN_TEXT_WIDTH ? "" : `<text x="6" y="16">${xml(shown)}</text>`;
  return (
    `<svg class="${kind}" x="${pixels(x)}" y="${pixels(y)}" width="${pixels(width)}" height="${BOX_HEIGHT}">` +
    `<title>${xml(title)}</title><rect width="100%" height="100%"/>${words}</svg>\n`
  );
}

/** Formats a length with at most two decimals, the same on every engine. */
export function pixels(length: number): string {
  return String(Math.round(length * 100) / 100);
}
