import { KEPT_DIGITS } from "../spreadsheet.js";

const NUMBER = /^[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d{1,3})?$/i;

/** Ids of another listing, found by what a spreadsheet makes of them. */
export class KnownIds {
  readonly #ids: ReadonlySet<string>;
  readonly #numbers: readonly string[];
  readonly #byDigits = new Map<number, Map<string, string[]>>();

  constructor(ids: Iterable<string>) {
    this.#ids = new Set(ids);
    this.#numbers = [...this.#ids].filter((id) => NUMBER.test(id));
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Lists the ids that a spreadsheet may have written as this text. Empty for a text that is no number. */
  fitting(text: string): readonly string[] {
    if (!NUMBER.test(text) || this.#numbers.length === 0) return [];
    const digits = digitsOf(text);
    return this.#written(digits).get(written(text, digits)) ?? [];
  }

  // A number with an exponent shows fewer digits than the spreadsheet keeps.
  #written(digits: number): Map<string, string[]> {
    const known = this.#byDigits.get(digits) ?? new Map<string, string[]>();
    if (this.#byDigits.has(digits)) return known;
    for (const id of this.#numbers) {
      for (const key of new Set([written(id, digits), written(cut(id), digits)])) {
        const ids = known.get(key);
        if (ids) ids.push(id);
        else known.set(key, [id]);
      }
    }
    this.#byDigits.set(digits, known);
    return known;
  }
}

function digitsOf(text: string): number {
  const [mantissa = "", exponent] = text.split(/e/i);
  const digits = mantissa.replace(/[.,]/g, "").length;
  return exponent === undefined ? KEPT_DIGITS : Math.min(digits, KEPT_DIGITS);
}

function written(text: string, digits: number): string {
  return Number(text.replace(",", ".")).toExponential(digits - 1);
}

// One spreadsheet rounds to 15 digits, another cuts.
function cut(id: string): string {
  const digits = id.replace(/^0+/, "");
  return /^\d+$/.test(id)
    ? digits.slice(0, KEPT_DIGITS) + "0".repeat(Math.max(0, digits.length - KEPT_DIGITS))
    : id;
}
