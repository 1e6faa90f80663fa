// @ts-check
import { appendFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildSteps } from "../../pkg/scripts/build.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { setUpSteps } from "../../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../../pkg/scripts/steps.mjs";
import { largestInMemory, listingsStep } from "./listings.mjs";
import { circumstances } from "./machine.mjs";
import { listingsOf, measurements } from "./plan.mjs";
import { report } from "./report.mjs";
import { limitStep, peersStep } from "./steps.mjs";

/**
 * What to measure: `quick` leaves out what is large; `keep` adds the report to RESULTS.md.
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
  return [...setUpSteps(["wasm", "modules"]), ...buildSteps, peersStep, limitStep, listingsStep(large)];
}

/**
 * @param {boolean} quick
 * @returns {Promise<{ text: string, missed: string[] }>}
 */
async function measure(quick) {
  const heading = await circumstances(quick ? "npm run bench -- --quick" : "npm run bench");
  /** @type {import("./plan.mjs").Results} */
  const results = { trees: [], forms: [], searches: [], arrays: [], failures: [] };
  await takeSteps(measurements(quick, results));
  const { text, missed } = report(results);
  return { text: `${heading}\n\n${text}\n\n${conclusion(missed)}\n`, missed };
}

/** @param {readonly string[]} missed */
function conclusion(missed) {
  if (missed.length === 0) return "Every target was met.";
  return ["Missed:", ...missed.map((line) => `- ${line}`)].join("\n");
}

await asCommand(async () => {
  const { quick, keep } = chosen();
  await takeSteps(preparations(quick));
  const { text, missed } = await measure(quick);
  console.log(`\n${text}`);
  if (keep) appendFileSync(place("tests", "bench", "RESULTS.md"), `\n${text}`);
  process.exit(missed.length === 0 ? 0 : 1);
});
