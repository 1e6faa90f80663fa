// @ts-check

import { endAll } from "./child.mjs";
import { lastLine, Progress } from "./progress.mjs";

export { lastLine } from "./progress.mjs";

/**
 * One step of the way: what it is called, and what brings it about. `run` gives the outcome in a few words; `show` takes
 * the latest line of what is going on, and `print` whole lines that stay.
 *
 * A step waits for all that stand before it. One that has `after` waits for the steps of these names alone, where they
 * are taken, too. Steps that name the same thing in `shares` are not taken at the same time.
 * @typedef {{
 *   title: string, name?: string, after?: readonly string[], shares?: readonly string[],
 *   run: (show: (text: string) => void, print: (text: string) => void) => string | Promise<string>
 * }} Step
 */

/** Ends a command with one line for its user, after the output of the tool that failed, if there is any. */
export class Stop extends Error {
  /**
   * @param {string} message what is missing or wrong, and what to do
   * @param {string} output
   */
  constructor(message, output = "") {
    super(message);
    this.output = output;
  }
}

/** The outcome of a step that found nothing to do. */
export const upToDate = "up to date";

/**
 * Takes steps, side by side where none has to wait for another, and shows which are being taken. Gives the outcomes in
 * the order of the steps. The first that fails ends it: its error is thrown while others may still run.
 * @param {readonly Step[]} steps
 * @param {number} atOnce how many may be taken at the same time
 */
export async function takeSteps(steps, atOnce = Number.POSITIVE_INFINITY) {
  const progress = new Progress();
  /** @type {Map<Step, string>} */
  const outcomes = new Map();
  /** @type {Map<Step, Promise<void>>} */
  const running = new Map();
  const begin = async (/** @type {Step} */ step) => {
    const heading = `[${steps.indexOf(step) + 1}/${steps.length}] ${step.title} …`;
    outcomes.set(step, await takeStep(step, heading, progress));
    running.delete(step);
  };
  try {
    while (steps.some((step) => !outcomes.has(step))) {
      for (const step of steps) {
        if (outcomes.has(step) || running.has(step) || running.size >= atOnce) continue;
        if (!mustWait(step, steps, outcomes, running)) running.set(step, begin(step));
      }
      await Promise.race(running.values());
    }
  } finally {
    progress.stop();
  }
  return steps.map((step) => outcomes.get(step) ?? "");
}

/**
 * Says whether a step waits for one that is not finished, or shares something with one that is being taken.
 * @param {Step} step
 * @param {readonly Step[]} steps
 * @param {ReadonlyMap<Step, unknown>} finished
 * @param {ReadonlyMap<Step, unknown>} running
 */
function mustWait(step, steps, finished, running) {
  const { after, shares = [] } = step;
  const earlier =
    after === undefined
      ? steps.slice(0, steps.indexOf(step))
      : steps.filter(({ name = "" }) => after.includes(name));
  if (earlier.some((one) => !finished.has(one))) return true;
  return [...running.keys()].some((other) => other.shares?.some((thing) => shares.includes(thing)));
}

/**
 * @param {Step} step
 * @param {string} heading
 * @param {Progress} progress
 */
async function takeStep(step, heading, progress) {
  const { show, end } = progress.begin(heading);
  try {
    const outcome = await step.run(show, (text) => progress.print(text));
    end(outcome);
    return outcome;
  } catch (error) {
    throw error instanceof Stop ? new Stop(`${heading} ${error.message}`, error.output) : error;
  }
}

/**
 * Picks the line of a tool's output that says what went wrong.
 * @param {string} output
 */
export function complaint(output) {
  const lines = output.split("\n").map((line) => line.trim());
  const said = lines.find((line) => /^(npm )?(error|E:|fatal)\b(?! (code|errno|syscall) )./.test(line));
  return (said ?? lastLine(output)).slice(0, 200) || "it said nothing";
}

/**
 * Runs the body of a command line program: exit code 1 when it stopped, and a line instead of a stack trace.
 * @param {() => Promise<unknown>} body
 */
export async function asCommand(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    if (error.output !== "") process.stderr.write(`${error.output.trimEnd()}\n`);
    process.stderr.write(`${error.message}\n`);
    await endAll(1);
  }
}
