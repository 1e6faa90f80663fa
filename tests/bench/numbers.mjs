// @ts-check

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
