// @ts-check
import { run } from "./child.mjs";
import { denyProgram, denyStep } from "./deny.mjs";
import { isProgramItself } from "./place.mjs";
import { rustEnvironment, toolchainStep } from "./rust.mjs";
import { asCommand, complaint, Stop, takeSteps } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */

const noDatabase =
  /failed to fetch advisory database|unable to (fetch|clone)|advisory.db.*(network|resolve|connect)/is;

/**
 * Checks Cargo.lock with cargo-deny.
 * @param {readonly string[]} checks
 * @returns {Step}
 */
function denyCheckStep(checks) {
  return {
    title: checks.join(", "),
    async run(show) {
      const args = ["--locked", "check", ...checks];
      const { code, output } = await run(denyProgram(), args, {
        environment: rustEnvironment(),
        onText: show,
      });
      if (code === 0) return "nothing to say";
      if (noDatabase.test(output))
        throw new Stop("the database of advisories cannot be had from here: nothing was checked against it");
      throw new Stop(`cargo-deny refuses: ${complaint(output)}`, output);
    },
  };
}

/** What is checked of every commit that is released: it depends on the commit alone. */
export const auditSteps = [toolchainStep(), denyStep, denyCheckStep(["bans", "licenses", "sources"])];

if (isProgramItself(import.meta.url)) {
  const advisories = [toolchainStep(), denyStep, denyCheckStep(["advisories"])];
  await asCommand(() => takeSteps(process.argv.includes("advisories") ? advisories : auditSteps));
}
