import type { Options } from "./options.js";
import type { Paint } from "./paint.js";

/** What a command is run with. */
export interface Invocation {
  /** The arguments that are no options. */
  operands: readonly string[];
  options: Options;
  env: Readonly<Record<string, string | undefined>>;
  /** Aborts when the user interrupts the program. */
  signal: AbortSignal;
  /** Colours for the standard output. */
  paint: Paint;
}

/** How an option is written. The keys are those of `parseArgs`. */
export interface OptionForm {
  type: "boolean" | "string";
  short?: string;
}

/** A command of the program. */
export interface Command {
  /** The first argument, by which it is chosen. Its page is in `pages`. */
  name: string;
  /** The names of the arguments that must follow. */
  operands: readonly string[];
  /** The options besides those that every command takes. */
  options: Readonly<Record<string, OptionForm>>;
  /** Does the work, and returns the exit code. */
  run(invocation: Invocation): Promise<number>;
}
