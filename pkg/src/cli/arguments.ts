import { parseArgs } from "node:util";
import type { Command, OptionForm } from "./command.js";
import { usageFailure } from "./failure.js";
import { didYouMean } from "./nearest.js";
import { Options } from "./options.js";
import { secretFailure } from "./secret.js";

/** The options of every command. */
const COMMON: Readonly<Record<string, OptionForm>> = {
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  color: { type: "boolean" },
  "no-color": { type: "boolean" },
};

/** The arguments of a command, sorted. */
export interface Arguments {
  operands: string[];
  options: Options;
}

/** Sorts the arguments of a command, and throws for an option that it does not take. */
export function parse(command: Command, args: readonly string[]): Arguments {
  const forms = { ...COMMON, ...command.options };
  // NOTE: `strict` would repeat values in its messages, and a value may be a secret.
  const { tokens } = parseArgs({ args: [...args], options: forms, strict: false, tokens: true });
  const operands: string[] = [];
  const given = new Map<string, string | true>();
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind === "option") given.set(token.name, valueFrom(token, forms));
  }
  return { operands, options: new Options(given) };
}

interface OptionToken {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

function valueFrom(token: OptionToken, forms: Readonly<Record<string, OptionForm>>): string | true {
  const { name, rawName, value, inlineValue } = token;
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (form === undefined) {
    const known = Object.keys(forms).map((long) => `--${long}`);
    const unknown = usageFailure(`There is no option ${rawName}.`, didYouMean(rawName, known));
    throw secretFailure(name) ?? unknown;
  }
  if (form.type === "boolean") {
    if (value === undefined) return true;
    throw usageFailure(`${rawName} takes no value.`);
  }
  const isMissing = value === undefined || (!inlineValue && value.length > 1 && value.startsWith("-"));
  if (isMissing) throw usageFailure(`${rawName} needs a value.`);
  return value;
}

/** Throws when arguments are missing or too many. */
export function assertOperands(command: Command, operands: readonly string[]): void {
  const { name, operands: wanted } = command;
  if (operands.length === wanted.length) return;
  const usage = `business-units ${[name, ...wanted].join(" ")}`;
  const hint = `Usage: ${usage}. For examples: business-units ${name} --help`;
  if (operands.length < wanted.length) throw usageFailure(`${wanted[operands.length]} is missing.`, hint);
  throw usageFailure(`${name} takes ${wanted.length} argument, not ${operands.length}.`, hint);
}
