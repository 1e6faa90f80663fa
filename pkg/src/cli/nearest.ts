/** Returns the known name that a mistyped one is nearest to, if it is near enough. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, distance: distance(typed, name) }))
    .sort((one, other) => one.distance - other.distance);
  const most = Math.min(Math.max(1, Math.floor(typed.length / 3)), 3);
  return best && best.distance <= most ? best.name : undefined;
}

/** Returns a sentence that names the nearest known name, if one is near. */
export function didYouMean(typed: string, known: readonly string[]): string | undefined {
  const name = nearest(typed, known);
  return name && `Did you mean ${name}?`;
}

// The letters of a long argument are not worth comparing.
const MAX_LETTERS = 40;

/** Counts the letters to add, remove, replace or swap. */
function distance(one: string, other: string): number {
  const [a, b] = [one.slice(0, MAX_LETTERS), other.slice(0, MAX_LETTERS)];
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(before, j - 2) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(replaced, swapped, at(above, j) + 1, at(row, j - 1) + 1));
    }
    [before, above] = [above, row];
  }
  return at(above, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
