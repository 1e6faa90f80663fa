// @ts-check
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "../../pkg/scripts/child.mjs";
import { findProgram, place } from "../../pkg/scripts/place.mjs";
import { namesChannel, runRust, rustEnvironment, targetFolder } from "../../pkg/scripts/rust.mjs";
import { asCommand, Stop, takeSteps } from "../../pkg/scripts/steps.mjs";
import { toolProgram, toolStep } from "../../pkg/scripts/tool.mjs";

// npm run fuzz [-- <seconds> [<target> …]]: each target for a minute, or for so many seconds.

const version = "0.13.2";
/** @type {import("../../pkg/scripts/tool.mjs").Tool} */
const cargoFuzz = {
  name: "cargo-fuzz",
  crate: "cargo-fuzz",
  version,
  args: ["--locked"],
  programs: ["cargo-fuzz"],
  says: { args: ["--version"], text: `cargo-fuzz ${version}` },
};

/**
 * The targets: what they begin with beside their own seeds, and a dictionary.
 * @type {Record<string, { bodies: boolean }>}
 */
const targets = {
  json_bytes: { bodies: true },
  json_chunks: { bodies: true },
  build_tree: { bodies: false },
  search: { bodies: false },
};

/**
 * Asks for a C++ compiler: the fuzzer itself is built from source.
 * @type {import("../../pkg/scripts/steps.mjs").Step}
 */
const compilerStep = {
  title: "C++ compiler",
  run() {
    if (findProgram(["c++"]) !== undefined) return "already there";
    throw new Stop("c++ is missing: install a C++ compiler (Debian: apt-get install g++)");
  },
};

/** The fuzzer watches the code as only an unstable compiler lets it. */
const nightlyStep = {
  title: "Rust nightly",
  async run() {
    const { output } = await runRust("rustup", ["toolchain", "list"]);
    if (namesChannel(output, "nightly")) return "already there";
    throw new Stop("the nightly toolchain is missing: rustup toolchain install nightly --profile minimal");
  },
};

/**
 * @param {string[]} args
 * @returns {{ seconds: number, names: string[] }}
 */
function chosen([first = "60", ...names]) {
  const seconds = Number(first);
  if (!Number.isInteger(seconds) || seconds < 1) throw new Stop(`${first} is no number of seconds`);
  const unknown = names.find((name) => !Object.hasOwn(targets, name));
  if (unknown !== undefined)
    throw new Stop(`no target is called ${unknown}: ${Object.keys(targets).join(", ")}`);
  return { seconds, names: names.length === 0 ? Object.keys(targets) : names };
}

function environment() {
  return {
    ...rustEnvironment(),
    RUSTUP_TOOLCHAIN: "nightly",
    CARGO_TARGET_DIR: path.join(targetFolder(), "fuzz"),
  };
}

/**
 * Runs a target on what it begins with, what it found in earlier runs, and what it makes up.
 * @param {string} name
 * @param {number} seconds
 * @returns {import("../../pkg/scripts/steps.mjs").Step}
 */
function fuzzStep(name, seconds) {
  return {
    title: `${name} for ${seconds} s`,
    async run(show) {
      const { code, output, failed } = await fuzz(name, seconds, show);
      const kept = readdirSync(failed).map((file) => keep(name, path.join(failed, file)));
      if (code !== 0)
        throw new Stop(
          `failed; npm run test:core runs it again: ${kept.join(", ") || "nothing was kept"}`,
          saidLast(output),
        );
      return /^stat::number_of_executed_units: *(\d+)/m.exec(output)?.[1]?.concat(" runs") ?? "done";
    },
  };
}

/**
 * What a run that failed said of it.
 * @param {string} output
 */
function saidLast(output) {
  return output.slice(Math.max(0, output.search(/^(thread '|==\d+==)/m)));
}

/**
 * @param {string} name
 * @param {number} seconds
 * @param {(text: string) => void} show
 */
async function fuzz(name, seconds, show) {
  const work = path.join(targetFolder(), "fuzz", "work", name);
  const found = path.join(work, "found");
  const failed = path.join(work, "failed");
  rmSync(failed, { recursive: true, force: true });
  for (const folder of [found, failed]) mkdirSync(folder, { recursive: true });
  const bodies = targets[name]?.bodies
    ? ["autodesk", "imocha"].map((folder) => place("tests/data", folder))
    : [];
  const args = [
    ...["fuzz", "run", "--fuzz-dir", place("tests/fuzz"), name],
    ...[found, place("tests/fuzz/seeds", name), ...bodies],
    ...["--", `-max_total_time=${seconds}`, "-timeout=10", "-rss_limit_mb=2048", "-max_len=2048"],
    ...(bodies.length > 0 ? [`-dict=${place("tests/fuzz/json.dict")}`] : []),
    ...[`-artifact_prefix=${failed}${path.sep}`, "-print_final_stats=1"],
  ];
  const options = { environment: environment(), onText: show };
  return { failed, ...(await run(toolProgram(cargoFuzz, "cargo-fuzz"), args, options)) };
}

/**
 * Keeps bytes that failed where the tests run them again.
 * @param {string} name
 * @param {string} file
 */
function keep(name, file) {
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);
  const kept = place("tests/data/fuzz", `${name}-${digest}.bin`);
  copyFileSync(file, kept);
  return kept;
}

await asCommand(async () => {
  const { seconds, names } = chosen(process.argv.slice(2));
  const steps = names.map((name) => fuzzStep(name, seconds));
  await takeSteps([compilerStep, nightlyStep, toolStep(cargoFuzz), ...steps]);
});
