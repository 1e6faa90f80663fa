// @ts-check
/**
 * Writes listings of Autodesk's business units, always the same bytes for the same size and shape.
 *
 *   random   a few roots, each further unit below an earlier one; depth grows with the logarithm of the size
 *   chain    every unit below the one before; no paths, which would be as long as the listing squared
 *   star     every unit below the first
 *
 * Units are 365 to 460 bytes each and come in no order. One name in twenty has accents and escapes.
 */

/** @typedef {"random" | "chain" | "star"} Shape */
/** @typedef {{ parents: Int32Array, names: string[], paths: (string | null)[], order: Uint32Array }} Plan */

const account = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";
const changed = "2016-04-11T03:49:09.176Z";
const rootsOfRandom = 4;
const unitsAPiece = 1_000;

/**
 * The bytes of a listing, a piece at a time.
 * @param {number} size
 * @param {Shape} shape
 * @returns {Generator<Buffer, void, undefined>}
 */
export function* listingPieces(size, shape) {
  const plan = makePlan(size, shape);
  yield Buffer.from('{"business_units":[');
  for (let from = 0; from < size; from += unitsAPiece) {
    const units = Array.from(plan.order.subarray(from, from + unitsAPiece), (index) => unitText(plan, index));
    yield Buffer.from((from === 0 ? "" : ",") + units.join(","));
  }
  yield Buffer.from("]}");
}

/**
 * The bytes of a whole listing.
 * @param {number} size
 * @param {Shape} shape
 */
export function listing(size, shape) {
  return Buffer.concat([...listingPieces(size, shape)]);
}

/**
 * The id of the unit that comes last in a listing.
 * @param {number} size
 */
export function lastId(size) {
  return uuid(shuffled(size).at(-1) ?? 0);
}

/**
 * @param {number} size
 * @param {Shape} shape
 * @returns {Plan}
 */
function makePlan(size, shape) {
  const random = numbersFrom(1);
  const parents = new Int32Array(size);
  /** @type {string[]} */
  const names = [];
  /** @type {(string | null)[]} */
  const paths = [];
  for (let index = 0; index < size; index++) {
    parents[index] = parentOf(index, shape, random);
    names.push(random() < 0.05 ? `Región "Ñ" ${index}` : `Region Unit ${index}`);
    paths.push(shape === "chain" ? null : pathBelow(parents[index] ?? -1, names, paths));
  }
  return { parents, names, paths, order: shuffled(size) };
}

/**
 * @param {number} index
 * @param {Shape} shape
 * @param {() => number} random
 * @returns {number} -1 for a root
 */
function parentOf(index, shape, random) {
  if (shape === "chain") return index - 1;
  if (shape === "star") return index === 0 ? -1 : 0;
  const eligible = Math.min(index, Math.max(rootsOfRandom, index * 0.7));
  return index < rootsOfRandom ? -1 : Math.floor(random() * eligible);
}

/**
 * @param {number} parent
 * @param {string[]} names
 * @param {(string | null)[]} paths
 */
function pathBelow(parent, names, paths) {
  if (parent < 0) return null;
  const above = paths[parent];
  return above ? `${above}/${names[parent]}` : (names[parent] ?? null);
}

/** @param {number} size */
function shuffled(size) {
  const random = numbersFrom(2);
  const order = Uint32Array.from({ length: size }, (_, index) => index);
  for (let index = size - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const swapped = order[index] ?? 0;
    order[index] = order[other] ?? 0;
    order[other] = swapped;
  }
  return order;
}

/**
 * @param {Plan} plan
 * @param {number} index
 */
function unitText({ parents, names, paths }, index) {
  const parent = parents[index] ?? -1;
  return JSON.stringify({
    id: uuid(index),
    account_id: account,
    parent_id: parent < 0 ? null : uuid(parent),
    name: names[index],
    description: `USA, Canada and others ${index}`,
    path: paths[index],
    created_at: changed,
    updated_at: changed,
  });
}

/**
 * A version 4 UUID that no other index has: its first eight digits are the index, scrambled one to one.
 * @param {number} index
 */
function uuid(index) {
  const [a, b, c, d] = [0, 1, 2, 3].map((word) => hex(scramble(scramble(index + 1) + word)));
  return `${a}-${b?.slice(0, 4)}-4${b?.slice(5)}-a${c?.slice(1, 4)}-${c?.slice(4)}${d}`;
}

/**
 * Numbers in [0, 1), the same for the same seed.
 * @param {number} seed
 */
function numbersFrom(seed) {
  let step = 0;
  return () => scramble(Math.imul(seed, 0x632be5ab) + Math.imul(step++, 0x9e3779b9)) / 2 ** 32;
}

/** @param {number} value */
function hex(value) {
  return value.toString(16).padStart(8, "0");
}

/**
 * Scrambles 32 bits one to one, as MurmurHash3 does at its end.
 * @param {number} value
 */
function scramble(value) {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
