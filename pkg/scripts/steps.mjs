// @ts-check

/**
 * One step of the way: what it is called, and what brings it about. `run` gives the outcome in a few words;
 * `show` takes the latest line of what is going on.
 * @typedef {{ title: string, run: (show: (text: string) => void) => string | Promise<string> }} Step
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
 * Takes steps one after another, showing which is being taken. Gives the outcomes.
 * @param {readonly Step[]} steps
 */
export async function takeSteps(steps) {
  const outcomes = [];
  for (const [index, step] of steps.entries()) {
    outcomes.push(await takeStep(`[${index + 1}/${steps.length}] ${step.title} …`, step));
  }
  return outcomes;
}

/**
 * @param {string} heading
 * @param {Step} step
 */
async function takeStep(heading, step) {
  const ticker = process.stdout.isTTY ? redrawn(heading) : printed(heading);
  const started = Date.now();
  try {
    const outcome = await step.run(ticker.show);
    ticker.stop();
    console.log(`${heading} ${outcome}${elapsed(started)}`);
    return outcome;
  } catch (error) {
    ticker.stop();
    throw error instanceof Stop ? new Stop(`${heading} ${error.message}`, error.output) : error;
  }
}

/** @param {number} started */
function elapsed(started) {
  const seconds = Math.round((Date.now() - started) / 1_000);
  return seconds < 1 ? "" : ` (${seconds} s)`;
}

/**
 * Shows progress on a terminal, in one line that is drawn anew every second.
 * @param {string} heading
 */
function redrawn(heading) {
  const started = Date.now();
  let latest = "";
  const draw = () => {
    const line = `${heading} ${latest}${elapsed(started)}`;
    process.stdout.write(`\r\x1b[K${line.slice(0, (process.stdout.columns || 80) - 1)}`);
  };
  draw();
  const timer = setInterval(draw, 1_000);
  return {
    show: (/** @type {string} */ text) => {
      latest = lastLine(text) || latest;
    },
    stop: () => {
      clearInterval(timer);
      process.stdout.write("\r\x1b[K");
    },
  };
}

/**
 * Shows progress in a log: a line when a step takes longer than two seconds, then one every fifteen.
 * @param {string} heading
 */
function printed(heading) {
  const started = Date.now();
  let latest = "";
  let next = 2;
  const timer = setInterval(() => {
    if (Date.now() - started < next * 1_000) return;
    next += 15;
    console.log(`${heading} ${latest}${elapsed(started)}`);
  }, 500);
  return {
    show: (/** @type {string} */ text) => {
      latest = lastLine(text) || latest;
    },
    stop: () => clearInterval(timer),
  };
}

/** @param {string} text */
export function lastLine(text) {
  return text.trim().split("\n").at(-1)?.trim() ?? "";
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
    process.exit(1);
  }
}
