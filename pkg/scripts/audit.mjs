// @ts-check
import { run } from "./child.mjs";
import { denyProgram, denyStep } from "./deny.mjs";
import { rustEnvironment, toolchainStep } from "./rust.mjs";
import { asCommand, complaint, Stop, takeSteps } from "./steps.mjs";

const noDatabase =
  /failed to fetch advisory database|unable to (fetch|clone)|advisory.db.*(network|resolve|connect)/is;

/**
 * Runs some of cargo-deny's checks over Cargo.lock.
 * @param {readonly string[]} checks
 */
async function audit(checks) {
  const onText = (/** @type {string} */ text) => process.stdout.write(text);
  const shown = checks.includes("advisories") ? undefined : onText;
  const args = ["--locked", "check", ...checks];
  const { code, output } = await run(denyProgram(), args, { environment: rustEnvironment(), onText: shown });
  if (code === 0) return console.log(`${checks.join(", ")}: nothing to say`);
  if (noDatabase.test(output))
    throw new Stop("the database of advisories cannot be had from here: nothing was checked against it");
  throw new Stop(`cargo-deny refuses: ${complaint(output)}`, shown === undefined ? output : "");
}

await asCommand(async () => {
  await takeSteps([toolchainStep(), denyStep]);
  await audit(process.argv.includes("advisories") ? ["advisories"] : ["bans", "licenses", "sources"]);
});
