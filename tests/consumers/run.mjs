// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { buildSteps } from "../../pkg/scripts/build.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { setUpSteps } from "../../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../../pkg/scripts/steps.mjs";
import { startSandbox } from "../steps/sandbox.mjs";
import { browserVersions } from "./browsers.mjs";
import { matrix } from "./matrix.mjs";
import { isGood, tryPlace } from "./outcome.mjs";
import { places } from "./places.mjs";
import { browsersStep, toolsStep } from "./tools.mjs";
import { openWorkshop } from "./workshop.mjs";

/** @param {string[]} words parts of the names of places */
function chosen(words) {
  const wanted = places.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  if (wanted.length === 0)
    throw new Stop(`no place is called so: ${places.map(({ name }) => name).join("; ")}`);
  return wanted;
}

/** @param {readonly import("./places.mjs").Place[]} wanted */
async function tryAll(wanted) {
  const sandbox = await startSandbox();
  const workshop = await openWorkshop();
  const rows = [];
  try {
    for (const where of wanted) {
      const outcome = await tryPlace(where, workshop, sandbox.address);
      console.log(`${isGood(outcome) ? "ok  " : "    "} ${where.name} (${outcome.seconds} s)`);
      rows.push({ name: where.name, outcome });
    }
  } finally {
    workshop.remove();
    await sandbox.stop();
  }
  return rows;
}

/**
 * Writes what the whole matrix says, with the versions it was tried with.
 * @param {string} table
 */
async function keep(table) {
  const manifest = JSON.parse(readFileSync(place("tests", "consumers", "package.json"), "utf8"));
  const tools = Object.entries(manifest.devDependencies).map(
    ([name, version]) => `${name} ${String(version).replace(/^npm:.*@/, "")}`,
  );
  const versions = [`Node ${process.versions.node}`, ...(await browserVersions()), ...tools];
  const text = `# The package in every place

\`npm run test:consumers\` writes this file. It installs the packed tarball in each place, builds and runs it: the place imports both entries, builds a tree with each, and fetches a listing from the sandbox.

${table}

With ${versions.filter(Boolean).join(", ")}.
`;
  writeFileSync(place("tests", "consumers", "RESULTS.md"), text);
}

await asCommand(async () => {
  const words = process.argv.slice(2);
  const wanted = chosen(words);
  await takeSteps([...setUpSteps(["wasm", "modules", "browser"]), ...buildSteps, toolsStep, browsersStep]);
  const rows = await tryAll(wanted);
  console.log(`\n${matrix(rows, true)}\n`);
  if (words.length === 0) await keep(matrix(rows, false));
  const good = rows.filter(({ outcome }) => isGood(outcome)).length;
  console.log(`${good} passed, ${rows.length - good} failed`);
  process.exit(good === rows.length ? 0 : 1);
});
