// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../pkg/scripts/child.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { bindgenProgram, browser, targetFolder, wasmTarget } from "../../pkg/scripts/setup.mjs";
import { filesIn } from "../../pkg/scripts/stamp.mjs";
import { Stop } from "../../pkg/scripts/steps.mjs";
import { quietSwitches } from "../chromium.mjs";

/**
 * A command of a suite. cargo runs in the environment of the pinned toolchain; `variables` are added to it.
 * @typedef {{ title: string, command: "cargo" | "node", args: string[], style: import("./tally.mjs").Style, variables?: NodeJS.ProcessEnv }} Command
 */

/**
 * A suite: what it needs of the machine, of the build and of the sandbox, which port that is to have, and its commands.
 * Suites that name the same thing in `shares` are not run at the same time.
 * @typedef {import("../../pkg/scripts/setup.mjs").Need | "package" | "site" | "sandbox"} Need
 * @typedef {{ name: string, needs: readonly Need[], shares?: readonly string[], port?: number, commands: (address: string) => Command[] | Promise<Command[]> }} Suite
 */

/**
 * The folder of each suite that has test files for Node. A suite runs every `*.test.ts` and `*.test.mjs` below its folder.
 */
export const testFolders = /** @type {const} */ ({
  scripts: "pkg/scripts",
  docs: "tests/docs",
  cli: "tests/cli",
  sandbox: "www/sandbox",
  js: "tests/js",
  worker: "www/worker",
  "third-provider": "tests/third-provider",
  page: "tests/page",
});

// cargo builds one thing at a time in its folder: a second suite would only wait.
const cargos = ["cargo's folder"];

/**
 * Every suite, in the order in which they are begun: the quickest to tell of a mistake first, then the longest, so that none
 * is left alone at the end.
 * @type {readonly Suite[]}
 */
export const suites = [
  { name: "lint", needs: ["lints", "tools", "package"], shares: cargos, commands: lintCommands },
  { name: "scripts", needs: [], commands: () => nodeTests("scripts") },
  { name: "page", needs: ["site", "tools", "browser"], commands: pageCommands },
  { name: "core", needs: [], shares: cargos, commands: coreCommands },
  {
    name: "wasm",
    needs: ["runner", "modules", "browser", "sandbox"],
    shares: cargos,
    // The sandbox's address is compiled in: a port that stays spares compiling the tests again.
    port: 18787,
    commands: wasmCommands,
  },
  { name: "docs", needs: ["package"], commands: () => nodeTests("docs") },
  { name: "cli", needs: ["package", "runtimes"], commands: () => nodeTests("cli") },
  { name: "sandbox", needs: ["modules"], commands: () => nodeTests("sandbox") },
  { name: "js", needs: ["package", "tools", "runtimes", "browser", "sandbox"], commands: jsCommands },
  { name: "calls", needs: ["package", "tools", "runtimes", "browser", "sandbox"], commands: callsCommands },
  { name: "worker", needs: ["site"], commands: () => nodeTests("worker") },
  { name: "third-provider", needs: ["package"], commands: () => nodeTests("third-provider") },
];

async function lintCommands() {
  const clippy = ["clippy", "--locked", "--all-targets"];
  const strict = ["--", "-D", "warnings"];
  return [
    cargo("rustfmt", ["fmt", "--check"]),
    cargo("rustfmt of bindgen", ["fmt", "--check", "--manifest-path", "pkg/scripts/bindgen/Cargo.toml"]),
    cargo("clippy", [...clippy, ...strict]),
    cargo("clippy for WebAssembly", [...clippy, "--target", wasmTarget, ...strict]),
    cargo("clippy without calls", [...clippy, "--no-default-features", ...strict]),
    cargo("clippy for WebAssembly without calls", [
      ...[...clippy, "--no-default-features", "--target", wasmTarget],
      ...strict,
    ]),
    cargo("rustdoc", ["doc", "--no-deps", "--locked"], { RUSTDOCFLAGS: "-D warnings" }),
    node("biome", ["tests/node_modules/@biomejs/biome/bin/biome", "ci", ...colourless(), "."]),
    ...(await typeScriptProjects()).map(typeCheck),
  ];
}

/** Turns colours off for a pipe, which Biome does not do by itself. */
function colourless() {
  return process.stdout.isTTY ? [] : ["--colors=off"];
}

/** Lists every tsconfig.json but the root's, which only holds what the others share. */
async function typeScriptProjects() {
  const args = [
    "ls-files",
    "--cached",
    "--others",
    "--exclude-standard",
    "--deduplicate",
    "tsconfig.json",
    "*/tsconfig.json",
  ];
  const { code, output } = await run("git", args);
  if (code !== 0)
    throw new Stop("git is missing, or this is no clone: the TypeScript projects are found by git ls-files");
  return output.split("\n").filter((file) => file.endsWith("/tsconfig.json"));
}

/** @param {string} project */
function typeCheck(project) {
  return node(`tsc ${project}`, ["node_modules/typescript/bin/tsc", "-p", project, "--noEmit"]);
}

/** @returns {Command[]} */
function coreCommands() {
  return [
    { title: "cargo test", command: "cargo", args: ["test", "--locked", "--no-fail-fast"], style: "cargo" },
  ];
}

/**
 * @param {string} address
 * @returns {Command[]}
 */
function wasmCommands(address) {
  const args = ["test", "--locked", "--target", wasmTarget, "--test", "wasm"];
  return [
    {
      title: "cargo test in Chromium",
      command: "cargo",
      args,
      style: "cargo",
      variables: runnerVariables(address),
    },
  ];
}

/**
 * @param {string} address
 * @returns {NodeJS.ProcessEnv}
 */
function runnerVariables(address) {
  return {
    BUSINESS_UNITS_SANDBOX: address,
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: bindgenProgram("test-runner"),
    CARGO_PROFILE_TEST_DEBUG: "0",
    CHROMEDRIVER: browser().chromedriver,
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: writeCapabilities(),
    WASM_BINDGEN_TEST_TIMEOUT: "180",
    // The driver's own 5 seconds are short on a machine that compiles at the same time.
    WASM_BINDGEN_TEST_DRIVER_TIMEOUT: "60",
  };
}

/** Tells the driver which Chromium to start, and Chromium to keep off the network. */
function writeCapabilities() {
  const file = path.join(targetFolder(), "webdriver.json");
  const options = { binary: browser().chromium, args: quietSwitches };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ "goog:chromeOptions": options }));
  return file;
}

/**
 * @param {string} address
 * @returns {Command[]}
 */
function jsCommands(address) {
  const variables = { BUSINESS_UNITS_SANDBOX: address, ...browserVariables() };
  const starters = ["node", "workerd", "deno", "bun", "chromium"].map((runtime) => starter(runtime));
  return [...starters, ...nodeTests("js")].map((command) => ({ ...command, variables }));
}

/**
 * @param {string} address
 * @returns {Command[]}
 */
function callsCommands(address) {
  const variables = { BUSINESS_UNITS_SANDBOX: address, ...browserVariables() };
  return [{ ...starter("calls"), title: "calls and tokens in every runtime", variables }];
}

/**
 * @param {string} runtime
 * @returns {Command}
 */
function starter(runtime) {
  const args = ["--import", "tsx", `tests/js/run-${runtime}.ts`];
  return { title: `suite in ${runtime}`, command: "node", args, style: "starter" };
}

/** @returns {Command[]} */
function pageCommands() {
  return nodeTests("page").map((command) => ({ ...command, variables: browserVariables() }));
}

function browserVariables() {
  const { chromium, chromedriver } = browser();
  return { CHROMIUM: chromium, CHROMEDRIVER: chromedriver };
}

/**
 * Runs every test file of a suite. They are named one by one: Node 20 knows no patterns.
 * @param {keyof typeof testFolders} suite
 * @returns {Command[]} none when there is no such file
 */
function nodeTests(suite) {
  const folder = testFolders[suite];
  const files = filesIn(place(folder)).filter((file) => /\.test\.(?:ts|mjs)$/.test(file));
  // The scripts run before anything is installed, and so do their tests.
  const loader = files.some((file) => file.endsWith(".ts")) ? ["--import", "tsx"] : [];
  const args = [...loader, "--test", "--test-reporter=spec", ...files];
  return files.length === 0 ? [] : [{ title: `tests of ${folder}`, command: "node", args, style: "node" }];
}

/**
 * @param {string} title
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} variables
 * @returns {Command}
 */
function cargo(title, args, variables = {}) {
  return { title, command: "cargo", args, style: "itself", variables };
}

/**
 * @param {string} title
 * @param {string[]} args
 * @returns {Command}
 */
function node(title, args) {
  return { title, command: "node", args, style: "itself" };
}
