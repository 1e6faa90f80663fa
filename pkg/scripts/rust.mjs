// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { run } from "./child.mjs";
import { findProgram, place, programSuffix, root, searchPath, searchPathName } from "./place.mjs";
import { complaint, Stop } from "./steps.mjs";

/** @typedef {import("./steps.mjs").Step} Step */

/** What rustc calls WebAssembly without an operating system. */
export const wasmTarget = "wasm32-unknown-unknown";

/**
 * Reads which toolchain is pinned.
 * @param {string} text of rust-toolchain.toml
 */
export function pinnedChannel(text) {
  const channel = /^\s*channel\s*=\s*"([^"]+)"/m.exec(text)?.[1];
  if (channel === undefined) throw new Stop("rust-toolchain.toml names no channel: pin one, such as 1.95.0");
  return channel;
}

const channel = () => pinnedChannel(readFileSync(place("rust-toolchain.toml"), "utf8"));

/** The folder that cargo builds into. */
export function targetFolder() {
  return path.resolve(root, process.env.CARGO_TARGET_DIR ?? "target");
}

/**
 * The environment in which every Rust tool runs: the pinned toolchain, wherever rustup keeps it.
 * @returns {NodeJS.ProcessEnv}
 */
export function rustEnvironment() {
  return {
    ...process.env,
    [searchPathName]: rustFolders().join(path.delimiter),
    // Named here, the toolchain file is not looked at: rustup would install all that it lists, unasked.
    RUSTUP_TOOLCHAIN: channel(),
    CARGO_TARGET_DIR: targetFolder(),
  };
}

/** The folder where cargo keeps the sources of what the crate depends on. */
export function cargoHome() {
  return process.env.CARGO_HOME ?? path.join(homedir(), ".cargo");
}

function rustFolders() {
  const home = path.join(cargoHome(), "bin");
  const folders = [...searchPath(), home];
  const rustup = findProgram(["rustup"], folders);
  // The cargo beside rustup obeys it; one that a distribution put into PATH would not.
  return rustup === undefined ? folders : [path.dirname(rustup), ...folders];
}

/**
 * Runs a program of the Rust toolchain to its end.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {((text: string) => void)=} onText
 */
export function runRust(name, args, onText) {
  const environment = rustEnvironment();
  const program = findProgram([name], searchPath(environment)) ?? name;
  return run(program, args, { environment, onText });
}

/**
 * Brings the pinned toolchain, with the components asked for.
 * @param {readonly string[]} components of "clippy" and "rustfmt"
 * @returns {Step}
 */
export function toolchainStep(components = []) {
  return {
    title: ["Rust", channel(), ...components].join(" "),
    name: "rust",
    after: [],
    async run(show) {
      const sysroot = await findSysroot();
      if (sysroot === undefined) return installToolchain(components, show);
      const missing = components.filter((name) => !hasComponent(sysroot, name));
      if (missing.length === 0) return "already there";
      await rustup(["component", "add", ...missing, "--toolchain", channel()], show);
      return `${missing.join(" and ")} installed`;
    },
  };
}

/**
 * @param {readonly string[]} components
 * @param {(text: string) => void} show
 */
async function installToolchain(components, show) {
  const named = components.flatMap((name) => ["--component", name]);
  await rustup(
    ["toolchain", "install", channel(), "--profile", "minimal", "--no-self-update", ...named],
    show,
  );
  return "installed";
}

/**
 * Brings the standard library for WebAssembly.
 * @type {Step}
 */
export const wasmTargetStep = {
  title: `target ${wasmTarget}`,
  name: "target",
  after: ["rust"],
  async run(show) {
    const sysroot = await findSysroot();
    if (sysroot === undefined) throw new Stop(`Rust ${channel()} is missing: install it with rustup`);
    if (existsSync(path.join(sysroot, "lib", "rustlib", wasmTarget))) return "already there";
    await rustup(["target", "add", wasmTarget, "--toolchain", channel()], show);
    return "installed";
  },
};

/**
 * Asks for a C linker: rustc links build scripts and macros with it, for WebAssembly too.
 * @type {Step}
 */
export const linkerStep = {
  title: "C linker",
  name: "linker",
  after: [],
  run() {
    if (process.platform === "win32") return "left to rustup's own advice";
    if (findProgram(["cc"]) !== undefined) return "already there";
    throw new Stop(
      "cc is missing: install a C compiler (Debian: apt-get install gcc libc6-dev; macOS: xcode-select --install)",
    );
  },
};

/** Finds where the pinned toolchain lies, without letting rustup fetch one. */
async function findSysroot() {
  if (!(await isInstalled())) return undefined;
  const { code, output } = await runRust("rustc", ["--print", "sysroot"]);
  return code === 0 ? output.trim() : undefined;
}

async function isInstalled() {
  const listed = await runRust("rustup", ["toolchain", "list"]);
  if (listed.code === 0) return namesChannel(listed.output, channel());
  const { output } = await runRust("rustc", ["--version"]);
  return output.startsWith(`rustc ${channel()} `);
}

/**
 * Says whether rustup's list of toolchains holds one of this channel: `1.95.0-x86_64-unknown-linux-gnu (default)`.
 * @param {string} list
 * @param {string} wanted
 */
export function namesChannel(list, wanted) {
  const names = list.split("\n").map((line) => line.split(" ")[0] ?? "");
  return names.some((name) => name === wanted || name.startsWith(`${wanted}-`));
}

/**
 * @param {string} sysroot
 * @param {string} component
 */
function hasComponent(sysroot, component) {
  const program = component === "clippy" ? "cargo-clippy" : component;
  return existsSync(path.join(sysroot, "bin", program + programSuffix));
}

/**
 * @param {string[]} args
 * @param {(text: string) => void} show
 */
async function rustup(args, show) {
  const { code, output } = await runRust("rustup", args, show);
  if (code === 127)
    throw new Stop("rustup is missing: install it from https://rustup.rs, then run this again");
  if (code !== 0)
    throw new Stop(
      `rustup ${args.join(" ")} failed (${complaint(output)}): check the network, then run this again`,
    );
}
