// @ts-check
import { availableParallelism } from "node:os";
import { inspect } from "node:util";
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
 * @typedef {(text: string) => void} Say
 */

const everyNeed = /** @type {const} */ ([
  "lints",
  "wasm",
  "runner",
  "modules",
  "tools",
  "runtimes",
  "browser",
]);

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
  const needs = everyNeed.filter((need) => {
    return asked.has(need) || (packaged && (need === "wasm" || need === "modules"));
  });
  return [...setUpSteps(needs), ...(packaged ? buildSteps : []), ...(asked.has("site") ? wwwSteps : [])];
}

/**
 * Runs suites, two at a time where they share nothing. What several write would be mixed up, so each is printed whole
 * when it has ended.
 * @param {readonly Suite[]} wanted
 */
async function runSuites(wanted) {
  const [only, ...others] = wanted;
  if (only && others.length === 0) return [await runSuite(only, (text) => process.stdout.write(text))];
  /** @type {Map<Suite, Result>} */
  const results = new Map();
  const steps = wanted.map((suite) => ({
    title: suite.name,
    after: [],
    shares: suite.shares ?? [],
    run: async (/** @type {Say} */ show, /** @type {Say} */ print) => {
      let written = "";
      // A run that is cut off says how far its suites came.
      const printAll = () => void process.stdout.write(written);
      process.once("exit", printAll);
      const result = await runSuite(suite, (text) => {
        written += text;
        show(text);
      });
      process.off("exit", printAll);
      results.set(suite, result);
      print(written);
      return `${result.passed} passed, ${result.failed} failed`;
    },
  }));
  await takeSteps(steps, Math.min(2, availableParallelism()));
  return wanted.flatMap((suite) => results.get(suite) ?? []);
}

/**
 * @param {Suite} suite
 * @param {Say} say
 * @returns {Promise<Result>}
 */
async function runSuite(suite, say) {
  const started = Date.now();
  say(`\n== ${suite.name} ==\n`);
  const tally = total(await talliesOf(suite, say));
  const seconds = Math.round((Date.now() - started) / 1_000);
  say(`== ${suite.name}: ${tally.passed} passed, ${tally.failed} failed in ${seconds} s ==\n`);
  return { name: suite.name, seconds, ...tally };
}

/**
 * @param {Suite} suite
 * @param {Say} say
 */
async function talliesOf(suite, say) {
  /** @type {Awaited<ReturnType<typeof startSandbox>> | undefined} */
  let sandbox;
  try {
    sandbox = suite.needs.includes("sandbox") ? await startSandbox(suite.port) : undefined;
    const tallies = [];
    for (const command of await suite.commands(sandbox?.address ?? ""))
      tallies.push(await runCommand(command, say));
    if (tallies.length === 0) throw new Stop("no test was found");
    return tallies;
  } catch (error) {
    say(`${error instanceof Stop ? error.message : inspect(error)}\n`);
    return [{ passed: 0, failed: 1 }];
  } finally {
    await sandbox?.stop();
  }
}

/**
 * @param {Command} command
 * @param {Say} say
 */
async function runCommand({ title, command, args, style, variables }, say) {
  say(`-- ${title}\n`);
  const environment = {
    ...(command === "cargo" ? rustEnvironment() : process.env),
    ...colours(),
    ...variables,
  };
  const program =
    command === "node" ? process.execPath : (findProgram([command], searchPath(environment)) ?? command);
  const { code, output } = await run(program, args, { environment, onText: say });
  const tally = countTests(style, code, output);
  if (!/(^|\n)$/.test(output)) say("\n");
  if (tally.failed > 0)
    say(`-- ${title} failed, with exit code ${code}${tally.passed === 0 ? " and no test passed" : ""}\n`);
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
  process.exit(summarise(await runSuites(wanted)) === 0 ? 0 : 1);
});
