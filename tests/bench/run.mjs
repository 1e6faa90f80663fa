// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildSteps } from "../../pkg/scripts/build.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { setUpSteps } from "../../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../../pkg/scripts/steps.mjs";
import { baselineStep } from "./baseline.mjs";
import { addLine, addRun } from "./keep.mjs";
import { largestInMemory, listingsStep } from "./listings.mjs";
import { circumstances, commit } from "./machine.mjs";
import { listingsOf, measurements } from "./plan.mjs";
import { historyCells, report } from "./report.mjs";
import { peersStep } from "./steps.mjs";

const command = "npm run bench";
const keptRuns = 2;

/**
 * What to measure: `quick` leaves out what is large; `keep` adds it to RESULTS.md.
 * @returns {{ quick: boolean, keep: boolean }}
 */
function chosen() {
  const options = /** @type {const} */ ({ quick: { type: "boolean" }, keep: { type: "boolean" } });
  try {
    const { quick = false, keep = false } = parseArgs({ options }).values;
    if (quick && keep) throw new Error("a quick run is not worth keeping: leave out --quick or --keep");
    return { quick, keep };
  } catch (error) {
    throw new Stop(
      `${error instanceof Error ? error.message : error}\nusage: npm run bench [-- --quick | --keep]`,
    );
  }
}

/** @param {boolean} quick */
function preparations(quick) {
  const large = listingsOf(quick).filter(({ size }) => size > largestInMemory);
  return [...setUpSteps(["wasm", "modules"]), ...buildSteps, peersStep, baselineStep, listingsStep(large)];
}

/** @param {boolean} quick */
async function measure(quick) {
  const heading = await circumstances(quick ? `${command} -- --quick` : command);
  /** @type {import("./plan.mjs").Results} */
  const results = { baselines: [], trees: [], forms: [], searches: [], arrays: [], failures: [] };
  await takeSteps(measurements(quick, results));
  const { text, isGood } = report(results, quick);
  return { results, text: `${heading}\n\n${text}\n`, isGood };
}

/**
 * Adds a line to the history in RESULTS.md and the whole run at its end, in the place of an older one.
 * @param {import("./plan.mjs").Results} results
 * @param {string} report
 */
async function keepRun(results, report) {
  const file = place("tests", "bench", "RESULTS.md");
  const date = new Date().toISOString().slice(0, 10);
  const text = addLine(readFileSync(file, "utf8"), "Speed by date", [
    date,
    await commit(),
    ...historyCells(results),
  ]);
  writeFileSync(file, addRun(text, { command, report, most: keptRuns }));
}

await asCommand(async () => {
  const { quick, keep } = chosen();
  await takeSteps(preparations(quick));
  const { results, text, isGood } = await measure(quick);
  console.log(`\n${text}`);
  if (keep) await keepRun(results, text);
  process.exit(isGood ? 0 : 1);
});
