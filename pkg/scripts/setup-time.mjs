// @ts-check
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { circumstances } from "../../tests/bench/machine.mjs";
import { end, launch, run } from "./child.mjs";
import { findProgram, place, searchPathName } from "./place.mjs";
import { cargoHome } from "./rust.mjs";
import { asCommand, Stop, takeSteps } from "./steps.mjs";
import { Timings } from "./timings.mjs";

// npm run setup:time [-- start | test] [-- toolchain]: how long each takes in an empty clone with empty caches; with
// `toolchain` without Rust's own folder, too.

const known = ["start", "test"];

/**
 * Clones what is committed, runs a command there as on a machine that has never run it, and tells where the time went.
 * @param {string} command
 * @param {boolean} withToolchain
 * @param {(text: string) => void} show
 */
async function measure(command, withToolchain, show) {
  const apart = mkdtempSync(path.join(tmpdir(), "business-units-"));
  const tidy = () => rmSync(apart, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", tidy);
  try {
    const folder = path.join(apart, "clone");
    const { code, output } = await run("git", ["clone", "--quiet", "--no-hardlinks", place(), folder]);
    if (code !== 0) throw new Stop("git clone failed: see its output above", output);
    const environment = environmentIn(path.join(apart, "home"), withToolchain);
    return await timed(command, folder, environment, show);
  } finally {
    tidy();
    process.off("exit", tidy);
  }
}

/**
 * @param {string} command
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} environment
 * @param {(text: string) => void} show
 */
async function timed(command, folder, environment, show) {
  const timings = new Timings();
  const started = Date.now();
  const seconds = () => (Date.now() - started) / 1_000;
  const npm = findProgram(["npm"]) ?? "npm";
  const child = launch(npm, [command], { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const outcome = await new Promise((resolve) => {
    const read = (/** @type {string} */ text) => {
      output += text;
      timings.read(text, seconds());
      show(text);
      const address = /^business-units: (http:\S+)/m.exec(output)?.[1];
      if (command === "start" && address) resolve(isThere(address));
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", read);
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0));
  });
  const took = seconds();
  await end(child);
  if (!outcome)
    throw new Stop(`npm ${command} failed after ${took.toFixed(0)} s`, `${output}\n${timings.table()}`);
  const last = command === "start" ? "the page is in sight" : output.trim().split("\n").at(-1);
  return `### npm ${command}: ${took.toFixed(0)} s, ${last}\n\n${timings.table()}`;
}

/** @param {string} address */
async function isThere(address) {
  const { status } = await fetch(address);
  return status === 200;
}

/**
 * An empty home. What leads to the registries is copied into it; what npm tells its scripts of the home here is left out.
 * @param {string} home
 * @param {boolean} withToolchain
 * @returns {NodeJS.ProcessEnv}
 */
function environmentIn(home, withToolchain) {
  const cargo = path.join(home, "cargo");
  mkdirSync(cargo, { recursive: true });
  for (const name of ["config.toml", "config"])
    copyIfThere(path.join(cargoHome(), name), path.join(cargo, name));
  copyIfThere(path.join(homedir(), ".npmrc"), path.join(home, ".npmrc"));
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(config_(cache|userconfig|\w*prefix)|package|lifecycle)|CARGO_TARGET_DIR$)/i.test(name),
  );
  const rustup = process.env.RUSTUP_HOME ?? path.join(homedir(), ".rustup");
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    XDG_CACHE_HOME: path.join(home, "cache"),
    CARGO_HOME: cargo,
    RUSTUP_HOME: withToolchain ? path.join(home, "rustup") : rustup,
    PORT: "0",
    [searchPathName]: [path.join(cargoHome(), "bin"), process.env[searchPathName]].join(path.delimiter),
  };
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyIfThere(from, to) {
  if (existsSync(from)) cpSync(from, to);
}

await asCommand(async () => {
  const words = process.argv.slice(2);
  const withToolchain = words.includes("toolchain");
  const asked = words.filter((word) => word !== "toolchain");
  const unknown = asked.find((word) => !known.includes(word));
  if (unknown !== undefined) throw new Stop(`${unknown} is not measured: ${known.join(", ")}`);
  const heading = await circumstances(["npm run setup:time", ...words].join(" "));
  /** @type {string[]} */
  const tables = [];
  const commands = known.filter((command) => asked.length === 0 || asked.includes(command));
  const steps = commands.map((command) => ({
    title: `npm ${command} in an empty clone`,
    run: async (/** @type {(text: string) => void} */ show) => {
      tables.push(await measure(command, withToolchain, show));
      return "measured";
    },
  }));
  await takeSteps(steps);
  const rust = withToolchain ? "nor Rust" : "but Rust as it is installed here";
  console.log(
    `\n${[`${heading}\n- what is committed, no cache of npm, cargo or ours, ${rust}`, ...tables].join("\n\n")}`,
  );
});
