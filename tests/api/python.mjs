// @ts-check
import { rmSync } from "node:fs";
import path from "node:path";
import { run } from "../../pkg/scripts/child.mjs";
import { findProgram, place, programSuffix } from "../../pkg/scripts/place.mjs";
import { targetFolder } from "../../pkg/scripts/setup.mjs";
import { whenChanged } from "../../pkg/scripts/stamp.mjs";
import { complaint, Stop, upToDate } from "../../pkg/scripts/steps.mjs";

const requirements = place("tests", "api", "requirements.txt");
const environment = () => path.join(targetFolder(), "python");
const programs = () => path.join(environment(), process.platform === "win32" ? "Scripts" : "bin");

/** The path of a program that the requirements brought. */
export const pythonProgram = (/** @type {string} */ name) => path.join(programs(), name + programSuffix);

/**
 * Schemathesis, in an environment of its own below target/.
 * @type {import("../../pkg/scripts/steps.mjs").Step}
 */
export const pythonStep = {
  title: "Python environment",
  async run() {
    const python = findProgram(["python3", "python"]);
    if (python === undefined)
      throw new Stop("Python 3.10 or newer is needed: neither python3 nor python is here");
    const stamp = path.join(environment(), "stamp");
    const stage = { stamp, inputs: [requirements], outputs: [pythonProgram("schemathesis")], how: python };
    return (await whenChanged(stage, () => make(python))) ? "installed" : upToDate;
  },
};

/** @param {string} python */
async function make(python) {
  rmSync(environment(), { recursive: true, force: true });
  await taken(python, ["-m", "venv", environment()], "the environment could not be made");
  const quiet = ["--disable-pip-version-check", "--no-input", "--quiet"];
  const args = ["-m", "pip", "install", ...quiet, "--requirement", requirements];
  await taken(pythonProgram("python"), args, "pip could not install the requirements");
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} failure
 */
async function taken(program, args, failure) {
  const { code, output } = await run(program, args);
  if (code !== 0) throw new Stop(`${failure} (${complaint(output)})`, output);
}
