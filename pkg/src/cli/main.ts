import { Interrupted } from "./failure.js";
import { runProgram } from "./program.js";
import { exitCodeOf, tellFailure } from "./report.js";

const args = process.argv.slice(2);
const interruption = new AbortController();
const interrupted = new Promise<never>((_, reject) => {
  interruption.signal.addEventListener("abort", () => reject(interruption.signal.reason));
});
process.once("SIGINT", () => interruption.abort(new Interrupted()));

/** Runs the program to its end, or until the user interrupts it: not every work heeds a signal. */
async function main(): Promise<number> {
  try {
    return await Promise.race([runProgram(args, interruption.signal), interrupted]);
  } catch (thrown) {
    const code = exitCodeOf(thrown);
    if (code !== 0) await tellFailure(thrown, isJsonAsked());
    return code;
  }
}

// Arguments that cannot be parsed must still choose how that is told.
function isJsonAsked(): boolean {
  return args.some(
    (arg, at) => arg === "--json" || arg === "--as=json" || (arg === "json" && args[at - 1] === "--as"),
  );
}

process.exit(await main());
