// @ts-check
/**
 * The same units as services other than the documented one might write them: with other spaces, other keys, and
 * unknown keys.
 */
import { listing } from "./generate.mjs";

/** @typedef {Record<string, unknown>} Unit */
/** @typedef {{ spaces?: number, each?: (unit: Unit, index: number) => Unit, ascii?: boolean }} Form */

const keysBeforeExtras = 4;
const sentence = "A sentence that somebody wrote about this unit, and that nobody reads here. ";

/**
 * Each form by its name in the report.
 * @type {ReadonlyMap<string, Form>}
 */
export const forms = new Map([
  ["as documented", {}],
  ["indented by 2", { spaces: 2 }],
  ["indented by 8", { spaces: 8 }],
  [
    "one key more in every third",
    { each: (unit, index) => (index % 3 === 0 ? extended(unit, { extra: `x${index}` }) : unit) },
  ],
  ["a key left out in two of three", { each: (unit, index) => (index % 3 === 0 ? unit : shortened(unit)) }],
  [
    "keys in another order in every second",
    { each: (unit, index) => (index % 2 === 0 ? unit : reversed(unit)) },
  ],
  ["keys in any order", { each: rotated }],
  ["an unknown object", { each: (unit, index) => extended(unit, { custom: custom(index) }) }],
  [
    "an unknown long string",
    { each: (unit, index) => extended(unit, { notes: sentence.repeat(6) + index }) },
  ],
  [
    "unknown numbers",
    { each: (unit, index) => extended(unit, { row: index, area: index * 1.25 + 0.5, cost: index * 1e6 }) },
  ],
  [
    "an unknown array of strings",
    {
      each: (unit, index) => extended(unit, { tags: [`north ${index}`, "south", "x", "planning and more"] }),
    },
  ],
  ["30 unknown keys", { each: (unit, index) => extended(unit, many(index)) }],
  ["names in Cyrillic, escaped", { each: inCyrillic, ascii: true }],
]);

/**
 * The bytes of a listing in that form, made of the random one of that size.
 * @param {number} size
 * @param {string} name
 */
export function listingInForm(size, name) {
  const form = forms.get(name);
  if (!form) throw new Error(`there is no form ${name}`);
  const { each = (unit) => unit, spaces, ascii = false } = form;
  /** @type {Unit[]} */
  const units = JSON.parse(listing(size, "random").toString()).business_units;
  const text = JSON.stringify({ business_units: units.map(each) }, null, spaces);
  return Buffer.from(ascii ? text.replace(/[^\0-\x7f]/g, escaped) : text);
}

/**
 * @param {Unit} unit
 * @param {Unit} extras
 */
function extended(unit, extras) {
  const members = Object.entries(unit);
  members.splice(keysBeforeExtras, 0, ...Object.entries(extras));
  return Object.fromEntries(members);
}

/** @param {Unit} unit */
function shortened({ description, ...unit }) {
  return unit;
}

/** @param {Unit} unit */
function reversed(unit) {
  return Object.fromEntries(Object.entries(unit).reverse());
}

/**
 * @param {Unit} unit
 * @param {number} index
 */
function rotated(unit, index) {
  const members = Object.entries(unit);
  const step = [1, 3, 5, 7][index % 4] ?? 1; // none of them divides the number of keys, so that each comes once
  const ordered = members.map((_, place) => members[(index + place * step) % members.length]);
  return Object.fromEntries(ordered.filter((member) => member !== undefined));
}

/** @param {number} index */
function custom(index) {
  return { a: [1, { b: `x${index}` }], open: true };
}

/** @param {number} index */
function many(index) {
  const values = [index, `value ${index}`, null];
  return Object.fromEntries(
    Array.from({ length: 30 }, (_, number) => [`field_${number}`, values[number % 3]]),
  );
}

/** @param {Unit} unit */
function inCyrillic(unit) {
  const translated = (/** @type {unknown} */ text) =>
    typeof text === "string" ? text.replaceAll("Region Unit", "Регион Единица") : text;
  return { ...unit, name: translated(unit.name), path: translated(unit.path) };
}

/** @param {string} unit of UTF-16 */
function escaped(unit) {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
