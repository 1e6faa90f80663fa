import { BusinessUnitsError } from "../errors.js";

// V8's longest string; other engines have longer ones, and the same tree shall do the same everywhere.
const LONGEST = 2 ** 29 - 24;

/** All pieces as one string. */
export function joined(pieces: Iterable<string>): string {
  const all: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    length += piece.length;
    if (length > LONGEST) throw tooLong();
    all.push(piece);
  }
  return all.join("");
}

function tooLong(): BusinessUnitsError {
  return new BusinessUnitsError(
    "ERR_TOO_LARGE",
    "The table is longer than a string can be: take it in pieces.",
    {
      limit: LONGEST,
    },
  );
}
