import { BusinessUnitsError } from "../errors.js";

// The longest string of V8. Other engines allow longer ones, but a tree must behave the same everywhere.
const MAX_LENGTH = 2 ** 29 - 24;

/** Joins pieces. Throws `ERR_TOO_LARGE` when the text is longer than a string can be. */
export function joinPieces(pieces: Iterable<string>): string {
  const all: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    length += piece.length;
    if (length > MAX_LENGTH) throw tooLong();
    all.push(piece);
  }
  return all.join("");
}

function tooLong(): BusinessUnitsError {
  return new BusinessUnitsError(
    "ERR_TOO_LARGE",
    "The table is longer than a string can be: take it in pieces.",
    {
      limit: MAX_LENGTH,
    },
  );
}
