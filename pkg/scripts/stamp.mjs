// @ts-check
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * What a stage is made from, and what it makes: files or whole folders. `how` changes when the same inputs
 * are to be made into something else.
 * @typedef {{ stamp: string, inputs: readonly string[], outputs: readonly string[], how?: string }} Stage
 */

/**
 * Makes a stage's outputs, unless inputs and outputs are those of the last time. Gives whether it was made.
 * @param {Stage} stage
 * @param {() => void | Promise<void>} make
 */
export async function whenChanged(stage, make) {
  // Taken before the work: what changes meanwhile is made next time.
  const inputs = fingerprint(stage.inputs, stage.how);
  if (readStamp(stage.stamp) === `${inputs} ${fingerprint(stage.outputs)}`) return false;
  rmSync(stage.stamp, { force: true });
  await make();
  mkdirSync(path.dirname(stage.stamp), { recursive: true });
  writeFileSync(stage.stamp, `${inputs} ${fingerprint(stage.outputs)}`);
  return true;
}

/**
 * Condenses names and contents of files into one line; a place where nothing is adds nothing. Where the places
 * themselves are makes no difference, so that a clone can be moved.
 * @param {readonly string[]} places
 * @param {string} how
 */
export function fingerprint(places, how = "") {
  const hash = createHash("sha256").update(how);
  for (const at of places) {
    for (const file of filesIn(at)) {
      const content = readFileSync(file);
      hash.update(`\0${path.relative(path.dirname(at), file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest("hex");
}

/**
 * Lists the files at a place, in an order that is always the same.
 * @param {string} at
 * @returns {string[]}
 */
export function filesIn(at) {
  const found = statSync(at, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [at];
  return readdirSync(at)
    .sort()
    .flatMap((name) => filesIn(path.join(at, name)));
}

/** @param {string} file */
function readStamp(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
