// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildSteps } from "../../pkg/scripts/build.mjs";
import { makeNamedModule } from "../../pkg/scripts/module.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { setUpSteps } from "../../pkg/scripts/setup.mjs";
import { asCommand, Stop, takeSteps } from "../../pkg/scripts/steps.mjs";
import { copyProblems } from "./copies.mjs";
import { codeByImport, download, entries, tableReader } from "./download.mjs";
import { functionsOf, sectionsOf } from "./functions.mjs";
import { addLine, replaceSection } from "./keep.mjs";
import { readerLines } from "./lines.mjs";
import { commit } from "./machine.mjs";
import { downloadTable, historyCells, importTable, partsOf, partTable, targetsOf } from "./sizes.mjs";
import { table } from "./table.mjs";
import { conclusion, isMet, targetTable } from "./targets.mjs";

let named = "";
/**
 * Builds the module once more, with the names of its functions; its code is as large as without.
 * @type {import("../../pkg/scripts/steps.mjs").Step}
 */
const namedStep = {
  title: "WebAssembly module with names",
  async run(show) {
    named = await makeNamedModule(show);
    return "built";
  },
};

function isKept() {
  try {
    return parseArgs({ options: { keep: { type: "boolean" } } }).values.keep ?? false;
  } catch (error) {
    throw new Stop(`${error instanceof Error ? error.message : error}\nusage: npm run size [-- --keep]`);
  }
}

await asCommand(async () => {
  const kept = isKept();
  await takeSteps([...setUpSteps(["wasm", "modules"]), ...buildSteps, namedStep]);
  const { downloads, text, isGood, problems } = await measure();
  console.log(`\n${text}`);
  if (problems.length > 0) throw new Stop(problems.join("\n"));
  if (kept) keep(downloads, text, await commit());
  process.exit(isGood ? 0 : 1);
});

async function measure() {
  const sizes = await Promise.all(entries.map(async (entry) => [entry, await download(entry)]));
  /** @type {import("./sizes.mjs").Downloads} */
  const downloads = Object.fromEntries(sizes);
  const module = readFileSync(named);
  const problems = copyProblems(functionsOf(sectionsOf(module)).map(({ name }) => name));
  const targets = targetsOf(downloads, readerLines(), await tableReader());
  const tables = [
    downloadTable(downloads),
    partTable(partsOf(module)),
    importTable(await codeByImport()),
    targetTable(targets),
  ];
  const text = [...tables.map(table), conclusion(targets)].join("\n\n");
  return { downloads, text, isGood: targets.every(isMet), problems };
}

/**
 * Adds a line to the history in RESULTS.md, and puts the tables in the place of the last ones.
 * @param {import("./sizes.mjs").Downloads} downloads
 * @param {string} tables
 * @param {string} commit
 */
function keep(downloads, tables, commit) {
  const file = place("tests", "bench", "RESULTS.md");
  const date = new Date().toISOString().slice(0, 10);
  const text = addLine(readFileSync(file, "utf8"), "Size by date", [
    date,
    commit,
    ...historyCells(downloads),
  ]);
  const head = `- command: \`npm run size -- --keep\`, ${date}, commit ${commit}`;
  writeFileSync(file, replaceSection(text, "Size by part", `${head}\n\n${tables}`));
}
