// @ts-check
import { buildSteps } from "../pkg/scripts/build.mjs";
import { run } from "../pkg/scripts/child.mjs";
import { findProgram, searchPath } from "../pkg/scripts/place.mjs";
import { rustEnvironment, setUpSteps } from "../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../pkg/scripts/steps.mjs";
import { wwwSteps } from "../www/build.mjs";
import { startSandbox } from "./steps/sandbox.mjs";
import { suites } from "./steps/suites.mjs";
import { countTests, total } from "./steps/tally.mjs";

/**
 * @typedef {import("./steps/suites.mjs").Suite} Suite
 * @typedef {import("./steps/suites.mjs").Command} Command
 * @typedef {{ name: string, seconds: number, passed: number, failed: number }} Result
 */

/**
 * @param {string[]} names
 * @returns {Suite[]}
 */
function chosen(names) {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined)
    throw new Stop(`no suite is called ${unknown}: ${suites.map((suite) => suite.name).join(", ")}`);
  return suites.filter((suite) => names.length === 0 || names.includes(suite.name));
}

/** @param {readonly Suite[]} wanted */
function stepsFor(wanted) {
  const asked = new Set(wanted.flatMap((suite) => suite.needs));
  const packaged = asked.has("package") || asked.has("site");
  const needs = /** @type {const} */ (["lints", "wasm", "modules", "runtimes", "browser"]).filter((need) => {
    return asked.has(need) || (packaged && (need === "wasm" || need === "modules"));
  });
  return [...setUpSteps(needs), ...(packaged ? buildSteps : []), ...(asked.has("site") ? wwwSteps : [])];
}

/**
 * @param {Suite} suite
 * @returns {Promise<Result>}
 */
async function runSuite(suite) {
  const started = Date.now();
  console.log(`\n== ${suite.name} ==`);
  const tally = total(await talliesOf(suite));
  const seconds = Math.round((Date.now() - started) / 1_000);
  console.log(`== ${suite.name}: ${tally.passed} passed, ${tally.failed} failed in ${seconds} s ==`);
  return { name: suite.name, seconds, ...tally };
}

/** @param {Suite} suite */
async function talliesOf(suite) {
  /** @type {Awaited<ReturnType<typeof startSandbox>> | undefined} */
  let sandbox;
  try {
    sandbox = suite.needs.includes("sandbox") ? await startSandbox() : undefined;
    const tallies = [];
    for (const command of await suite.commands(sandbox?.address ?? ""))
      tallies.push(await runCommand(command));
    if (tallies.length === 0) throw new Stop("no test was found");
    return tallies;
  } catch (error) {
    console.error(error instanceof Stop ? error.message : error);
    return [{ passed: 0, failed: 1 }];
  } finally {
    await sandbox?.stop();
  }
}

/** @param {Command} command */
async function runCommand({ title, command, args, style, variables }) {
  console.log(`-- ${title}`);
  const environment = {
    ...(command === "cargo" ? rustEnvironment() : process.env),
    ...colours(),
    ...variables,
  };
  const program =
    command === "node" ? process.execPath : (findProgram([command], searchPath(environment)) ?? command);
  const onText = (/** @type {string} */ text) => process.stdout.write(text);
  const { code, output } = await run(program, args, { environment, onText });
  const tally = countTests(style, code, output);
  if (tally.failed > 0)
    console.log(
      `-- ${title} failed, with exit code ${code}${tally.passed === 0 ? " and no test passed" : ""}`,
    );
  return tally;
}

/** Lets the tools colour what they write through our pipe, when it ends at a terminal. */
function colours() {
  return process.stdout.isTTY ? { CARGO_TERM_COLOR: "always", FORCE_COLOR: "1" } : {};
}

/** @param {readonly Result[]} results */
function summarise(results) {
  console.log(`\n${"suite".padEnd(10)}${"passed".padStart(8)}${"failed".padStart(8)}${"time".padStart(8)}`);
  for (const { name, passed, failed, seconds } of results) {
    console.log(
      `${name.padEnd(10)}${String(passed).padStart(8)}${String(failed).padStart(8)}${`${seconds} s`.padStart(8)}`,
    );
  }
  const { passed, failed } = total(results);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed;
}

await asCommand(async () => {
  const wanted = chosen(process.argv.slice(2));
  await takeSteps(stepsFor(wanted));
  const results = [];
  for (const suite of wanted) results.push(await runSuite(suite));
  process.exit(summarise(results) === 0 ? 0 : 1);
});
