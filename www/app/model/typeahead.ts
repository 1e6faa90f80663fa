const PAUSE_MS = 700;

/** Collects letters typed in quick succession into the beginning of a name. */
export class Typeahead {
  #text = "";
  #lastMs = Number.NEGATIVE_INFINITY;

  /** The text so far with `letter` added, or begun anew after a pause. */
  add(letter: string, nowMs: number): string {
    this.#text = this.waiting(nowMs) ? this.#text + letter : letter;
    this.#lastMs = nowMs;
    return this.#text;
  }

  /** Begins anew with the next letter. */
  forget(): void {
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }

  /** Whether a further letter would still continue the text, so that a space belongs to it. */
  waiting(nowMs: number): boolean {
    return nowMs - this.#lastMs < PAUSE_MS;
  }
}

/** Where a name is looked for: a place, how many there are, and what stands at each. */
export interface Places {
  readonly from: number;
  readonly count: number;
  readonly nameAt: (place: number) => string;
}

/**
 * The place, going round once, of the first name that begins with `text` in any letter case, or -1.
 * One letter looks after `from`, so that repeating it walks on; several stay on `from` while it fits.
 *
 * @param candidates The only places that come into question, ascending; without them, all.
 */
export function findBeginning(text: string, { from, count, nameAt }: Places, candidates?: number[]): number {
  const wanted = text.toLowerCase();
  const first = text.length > 1 ? from : from + 1;
  const begins = (place: number) =>
    nameAt(place)
      .slice(0, 2 * text.length)
      .toLowerCase()
      .startsWith(wanted);
  if (candidates) {
    return candidates.find((place) => place >= first && begins(place)) ?? candidates.find(begins) ?? -1;
  }
  for (let step = 0; step < count; step++) {
    const place = (first + step) % count;
    if (begins(place)) return place;
  }
  return -1;
}
