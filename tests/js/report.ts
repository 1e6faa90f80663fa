import type { Outcome } from "./suite.ts";

/** Prints the failures and a last line with both numbers, and gives the exit code: 0 when all passed, and some ran. */
export function report(outcomes: readonly Outcome[]): number {
  const failed = outcomes.filter(({ failures }) => failures.length > 0);
  for (const { title, failures } of failed) {
    console.log(`not ok - ${title}`);
    for (const failure of failures) console.log(indent(failure.trimEnd()));
  }
  console.log(`${outcomes.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 && outcomes.length > 0 ? 0 : 1;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "    ");
}
