import { assertOperands, parse } from "./arguments.js";
import type { Command } from "./command.js";
import { COMMANDS } from "./commands.js";
import { EXIT } from "./exit-code.js";
import { usageFailure } from "./failure.js";
import { didYouMean } from "./nearest.js";
import { writeOutput } from "./output.js";
import { paintFor } from "./paint.js";
import { say } from "./say.js";
import { secretFailure } from "./secret.js";

// The build writes the version of the package here.
declare const VERSION: string;

/** Runs the program, and returns its exit code. */
export async function runProgram(args: readonly string[], signal: AbortSignal): Promise<number> {
  const [first, ...rest] = args;
  if (first === undefined) {
    await say((await pageOf("")).trimEnd());
    return EXIT.unusable;
  }
  if (first === "--version" || first === "-V") return await print(`${VERSION}\n`);
  if (first === "--help" || first === "-h") return await print(await pageOf(""));
  if (first === "help") return await print(await pageOf(rest[0] && commandNamed(rest[0]).name));
  return await runCommand(commandNamed(first), rest, signal);
}

async function runCommand(command: Command, args: readonly string[], signal: AbortSignal): Promise<number> {
  const { operands, options } = parse(command, args);
  if (options.has("help")) return await print(await pageOf(command.name));
  assertOperands(command, operands);
  const { env } = process;
  const asked = options.has("no-color") ? false : options.has("color") || undefined;
  const paint = paintFor(process.stdout.isTTY === true, env, asked);
  return await command.run({ operands, options, env, signal, paint });
}

function commandNamed(name: string): Command {
  const found = COMMANDS.find((command) => command.name === name);
  if (found) return found;
  const names = COMMANDS.map((command) => command.name);
  const hint = didYouMean(name, names) ?? "business-units --help lists the commands.";
  if (!name.startsWith("-")) throw usageFailure(`There is no command ${name}.`, hint);
  const option = name.replace(/^-+|=.*$/gs, "");
  throw secretFailure(option) ?? usageFailure("The command comes first.", hint);
}

/** Returns the page of a command, or of the program. The pages are a file of their own: no other work needs them. */
async function pageOf(name = ""): Promise<string> {
  const { PAGES } = await import("./pages/index.js");
  return PAGES[name] ?? "";
}

async function print(text: string): Promise<number> {
  await writeOutput(undefined, [text]);
  return EXIT.good;
}
