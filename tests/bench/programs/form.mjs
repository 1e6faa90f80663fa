// @ts-check
// From bytes to a tree that has answered, when the bytes are not written as documented.
// usage: form.mjs SIZE FORM
import { buildTree } from "business-units";
import { listingInForm } from "../forms.mjs";
import { lastId } from "../generate.mjs";
import { interleave, median, medianRatio } from "../measure.mjs";
import { mapTree } from "../peers/map.mjs";
import { answer } from "../program.mjs";

/**
 * The times in milliseconds; `ahead` is how many times as long parse + Map took as ours.
 * @typedef {{ form: string, bytes: number, ours: number, map: number, ahead: number }} FormTimes
 */

/** @typedef {import("../peers/map.mjs").Node} Node */

const limitMs = 2_000;

const [size = "10000", form = "as documented"] = process.argv.slice(2);
const bytes = listingInForm(Number(size), form);
const last = lastId(Number(size));
const height = heightOf(mapTree(bytes, last).roots);
const contenders = {
  ours: {
    run: () => {
      const tree = buildTree(bytes);
      const whole = tree.size === Number(size) && tree.height === height;
      assertSound(whole && tree.defects.length === 0 && tree.get(last)?.id === last, "ours");
      return tree;
    },
    done: (/** @type {import("business-units").UnitTree} */ tree) => tree.free(),
  },
  map: {
    run: () => {
      const made = mapTree(bytes, last);
      assertSound(made.orphans === 0 && made.last?.unit.id === last, "parse + Map");
      return made;
    },
  },
};

/**
 * @param {boolean} isSound
 * @param {string} who
 */
function assertSound(isSound, who) {
  if (!isSound) throw new Error(`${who} built a wrong tree of a listing with ${form}`);
}

/**
 * The depth of the deepest node; a root's is 0.
 * @param {Node[]} roots
 */
function heightOf(roots) {
  let height = -1;
  for (let level = roots; level.length > 0; level = level.flatMap(({ children }) => children)) height++;
  return height;
}

const samples = interleave(contenders, { input: undefined, limitMs });
await answer(
  /** @type {FormTimes} */ ({
    form,
    bytes: bytes.length,
    ours: median(samples.ours),
    map: median(samples.map),
    ahead: medianRatio(samples.map, samples.ours),
  }),
);
