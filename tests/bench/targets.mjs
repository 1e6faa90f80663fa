// @ts-check

/**
 * What was asked of a measured value and whether it was met; `miss` tells both when it was not.
 * @typedef {{ asked: string, met: boolean, miss: string }} Verdict
 */

/** How many times as long parse + Map has to take as ours, by the number of units. For two, ours may take 3 times. */
export const aheadOfMap = new Map([
  [2, 1 / 3],
  [100, 4],
  [1_000, 6],
  [10_000, 8],
  [100_000, 9],
  [1_000_000, 14],
]);
/** The same for listings that are not written as documented. */
export const aheadOfMapInForms = 2;
/** How many times as long as the limit ours may take, by the number of units. */
export const overLimit = new Map([
  [1_000, 7],
  [10_000, 7],
]);
/** How many times as long a unit of 1 000 000 may take as one of 100 000, in a chain and in a star. */
export const growth = 3;
export const wasmMebibytes = 192;
export const searchMs = 16;
/** How many times as long `toArray` may take as `JSON.parse` of the same text. */
export const arrayOverParse = 1.5;

/**
 * @param {string} row
 * @param {number} value
 * @param {number} least
 * @returns {Verdict}
 */
export function atLeast(row, value, least) {
  return verdict(row, value, `≥ ${short(least)}`, value >= least);
}

/**
 * @param {string} row
 * @param {number} value
 * @param {number} most
 * @returns {Verdict}
 */
export function atMost(row, value, most) {
  return verdict(row, value, `≤ ${short(most)}`, value <= most);
}

/**
 * @param {string} row
 * @param {number} value
 * @param {number} other
 * @returns {Verdict}
 */
export function below(row, value, other) {
  return verdict(row, value, `< ${short(other)}`, value < other);
}

/**
 * @param {string} row
 * @param {number} value
 * @param {string} asked
 * @param {boolean} met
 * @returns {Verdict}
 */
function verdict(row, value, asked, met) {
  return { asked, met, miss: `${row}: ${short(value)}, asked for ${asked}` };
}

/**
 * A number to three digits, never in exponents.
 * @param {number} value
 */
export function short(value) {
  if (!Number.isFinite(value)) return "-";
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));
  return grouped(value.toFixed(Math.min(digits, 5)));
}

/**
 * Thousands apart, as in 1 000 000.
 * @param {string | number} number
 */
export function grouped(number) {
  return String(number).replace(/(?<!\.\d*)\B(?=(?:\d{3})+(?!\d))/g, " ");
}
