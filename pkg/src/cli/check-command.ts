import type { Command, Invocation } from "./command.js";
import { countOf } from "./count.js";
import { EXIT } from "./exit-code.js";
import { type Finding, findingsIn } from "./findings.js";
import type { Listing } from "./listing.js";
import { writeOutput } from "./output.js";
import type { Paint } from "./paint.js";
import { printable } from "./printable.js";
import { READ_OPTIONS } from "./read-options.js";
import { say } from "./say.js";
import { readSource } from "./source.js";

const FORMATS = ["text", "json"] as const;
const LEVELS = ["error", "info", "never"] as const;

/** Says what is wrong in a listing. */
export const checkCommand: Command = {
  name: "check",
  operands: ["SOURCE"],
  options: {
    as: { type: "string" },
    "fail-on": { type: "string" },
    "exit-zero": { type: "boolean" },
    ...READ_OPTIONS,
  },
  async run(invocation) {
    const { operands, options, paint } = invocation;
    const format = options.format(FORMATS) ?? "text";
    const level = options.oneOf("fail-on", LEVELS) ?? "error";
    const source = operands[0] ?? "";
    const listing = await readSource(source, invocation);
    const findings = [...findingsIn(listing)];
    if (format === "json") await writeOutput(undefined, jsonOf(listing, findings));
    else {
      await writeOutput(undefined, linesOf(source, findings, paint));
      for (const guess of listing.guessed) await say(`note: ${guess}`);
      await say(summaryOf(listing, findings));
    }
    return exitCodeFor(findings, level, invocation);
  },
};

function exitCodeFor(
  findings: readonly Finding[],
  level: (typeof LEVELS)[number],
  { options }: Invocation,
): number {
  if (level === "never" || options.has("exit-zero")) return EXIT.good;
  const isBad = findings.some(({ severity }) => severity === "error" || level === "info");
  return isBad ? EXIT.problems : EXIT.good;
}

function* linesOf(source: string, findings: readonly Finding[], paint: Paint): Generator<string> {
  for (const finding of findings) {
    const { severity, kind, message, advice } = finding;
    const colour = severity === "error" ? paint.red : paint.yellow;
    const what = `${colour(severity)} ${kind}${placeOf(finding)}: ${printable(message)}`;
    yield `${printable(source)}: ${what}${advice ? ` ${printable(advice)}` : ""}\n`;
  }
}

function placeOf({ id, name, record, row }: Finding): string {
  if (row !== undefined) return `, row ${row}`;
  if (record === undefined) return "";
  const named = [name && `"${name}"`, id && `[${id}]`].filter(Boolean).join(" ");
  return `, record ${record}${named && ` ${printable(named)}`}`;
}

function* jsonOf({ tree }: Listing, findings: readonly Finding[]): Generator<string> {
  const head = { format: "business-units-check/1", units: tree.size, ...countsOf(findings) };
  yield `${JSON.stringify({ ...head, findings })}\n`;
}

function summaryOf({ tree }: Listing, findings: readonly Finding[]): string {
  const units = countOf(tree.size, "unit");
  if (findings.length === 0) return `${units}, nothing wrong`;
  const { errors, infos } = countsOf(findings);
  return `${units}, ${countOf(errors, "error")}${infos > 0 ? `, ${infos} for information` : ""}`;
}

function countsOf(findings: readonly Finding[]): { errors: number; infos: number } {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return { errors, infos: findings.length - errors };
}
