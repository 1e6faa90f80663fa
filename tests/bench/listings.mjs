// @ts-check
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { place } from "../../pkg/scripts/place.mjs";
import { targetFolder } from "../../pkg/scripts/setup.mjs";
import { upToDate } from "../../pkg/scripts/steps.mjs";
import { lastId, listing, listingPieces } from "./generate.mjs";

/** @typedef {import("./generate.mjs").Shape} Shape */
/** @typedef {{ bytes: Uint8Array, lastId: string }} Listing */

export const largestInMemory = 50_000;
const documentedUnits = 2;

const folder = () => path.join(targetFolder(), "bench", "listings");

/**
 * The listing of that size and shape: generated anew, read from its file when it is large, or the documented answer
 * for two units.
 * @param {number} size
 * @param {Shape} shape
 * @returns {Listing}
 */
export function loadListing(size, shape) {
  if (size === documentedUnits) return documentedListing();
  const bytes = size > largestInMemory ? readFileSync(listingFile(size, shape)) : listing(size, shape);
  return { bytes, lastId: lastId(size) };
}

/** @returns {Listing} */
function documentedListing() {
  const bytes = readFileSync(place("tests", "data", "autodesk", "documented.json"));
  return { bytes, lastId: JSON.parse(bytes.toString()).business_units.at(-1).id };
}

/**
 * The file of a large listing. Another generator's files have other names.
 * @param {number} size
 * @param {Shape} shape
 */
export function listingFile(size, shape) {
  return path.join(folder(), `${shape}-${size}-${generation()}.json`);
}

function generation() {
  const source = readFileSync(place("tests", "bench", "generate.mjs"));
  return createHash("sha256").update(source).digest("hex").slice(0, 12);
}

/**
 * Writes large listings to files, unless they are there, and removes those of another generator.
 * @param {readonly { size: number, shape: Shape }[]} wanted
 * @returns {import("../../pkg/scripts/steps.mjs").Step}
 */
export function listingsStep(wanted) {
  return {
    title: "large listings",
    async run(show) {
      mkdirSync(folder(), { recursive: true });
      removeStale();
      const missing = wanted.filter(({ size, shape }) => !existsSync(listingFile(size, shape)));
      for (const { size, shape } of missing) await writeListing(size, shape, show);
      return missing.length === 0 ? upToDate : "written";
    },
  };
}

function removeStale() {
  const stale = readdirSync(folder()).filter((name) => !name.endsWith(`-${generation()}.json`));
  for (const name of stale) rmSync(path.join(folder(), name));
}

/**
 * @param {number} size
 * @param {Shape} shape
 * @param {(text: string) => void} show
 */
async function writeListing(size, shape, show) {
  show(`${shape} of ${size}`);
  const unfinished = `${listingFile(size, shape)}.unfinished`;
  const file = openSync(unfinished, "w");
  for (const piece of listingPieces(size, shape)) {
    writeSync(file, piece);
    await breath();
  }
  closeSync(file);
  renameSync(unfinished, listingFile(size, shape));
}

/** Lets the line that tells of the progress be drawn. */
function breath() {
  return new Promise((resolve) => setImmediate(resolve));
}
