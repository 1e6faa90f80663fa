import type { Ranges } from "./found.ts";

/** A piece of a text, and whether it was found. */
export interface Piece {
  readonly text: string;
  readonly isFound: boolean;
}

/** Cuts a text where what was found begins and ends. */
export function markedPieces(text: string, ranges: Ranges): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const [from, to] of ranges) {
    pieces.push(
      { text: text.slice(end, from), isFound: false },
      { text: text.slice(from, to), isFound: true },
    );
    end = to;
  }
  pieces.push({ text: text.slice(end), isFound: false });
  return pieces.filter((piece) => piece.text !== "");
}
