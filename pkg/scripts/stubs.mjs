// @ts-check
import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { place } from "./place.mjs";

/**
 * A clone of the scripts alone, where stubs stand for every tool. They note how they were called.
 * `env` is all that a program started there knows of the machine.
 * @typedef {{ root: string, tools: string, env: NodeJS.ProcessEnv }} Clone
 */

const lockfile = (/** @type {string} */ name) =>
  JSON.stringify({ packages: { "": {}, [`node_modules/${name}`]: { version: "1.0.0" } } });

const texts = {
  "Cargo.toml": '[dependencies]\nwasm-bindgen = "=0.2.130"\n',
  "rust-toolchain.toml": '[toolchain]\nchannel = "1.95.0"\n',
  "package-lock.json": lockfile("typescript"),
  "pkg/package.json": '{ "version": "1.0.0" }',
  "tests/package-lock.json": lockfile("qunit"),
  "tests/runtimes/package-lock.json": lockfile("deno"),
  "README.md": "# readme\n",
  "LICENSE-MIT": "licence\n",
  "src/lib.rs": "first",
  "src/wasm/trap.js": "export const watch = undefined;\n",
  "pkg/tsconfig.json": "{}",
  "pkg/src/wasm.d.ts": "export {};\n",
  "tests/chromium.mjs": "export const quietSwitches = [];\n",
  "www/build.mjs": "export const wwwSteps = [];\n",
  "www/sandbox/launch.mjs": "export const launchSandboxNear = undefined;\n",
};

// The stub of the program that binds the module, which the stub of cargo builds.
const bindgen = `
  if (args[0] === "--version") process.exit(1);
  const [compiled, folder, stem] = args;
  note(stem);
  const to = folder + "/" + stem;
  // A module of one section, which says what was compiled.
  const content = fs.readFileSync(compiled);
  const section = [Buffer.from([0, content.length + 1, 0]), content];
  write(to + "_bg.wasm", Buffer.concat([Buffer.from("\\0asm\\1\\0\\0\\0"), ...section]));
  write(to + "_bg.wasm.d.ts", "");
  write(to + ".js", "wasm = instance.exports; export { __wbg_init as default };");
  write(to + ".d.ts", "export interface InitOutput {\\n}\\n");`;

const stubs = {
  cc: "",
  rustup: `
    const sysroot = process.env.CLONE + "/sysroot/";
    const isList = args[0] === "toolchain" && args[1] === "list";
    if (!isList) note();
    if (isList && fs.existsSync(sysroot)) say("1.95.0-stub (active)");
    if (args[1] === "install") write(sysroot + "bin/rustc", "");
    if (args[0] === "target") write(sysroot + "lib/rustlib/wasm32-unknown-unknown/lib", "");
    if (args[0] === "component") for (const name of ["cargo-clippy", "rustfmt"]) write(sysroot + "bin/" + name, "");`,
  rustc: 'say(process.env.CLONE + "/sysroot");',
  cargo: `
    const bin = args[args.indexOf("--bin") + 1];
    note(args.includes("--bin") ? "build " + bin : args[0]);
    if (process.env.CARGO_SAYS) { say(process.env.CARGO_SAYS); process.exitCode = Number(process.env.CARGO_CODE ?? 0); }
    else if (args.includes("--bin")) {
      const built = args[args.indexOf("--target-dir") + 1] + "/debug/" + bin;
      write(built, fs.readFileSync(process.env.CLONE + "/bindgen"));
      fs.chmodSync(built, 0o755);
    } else if (args[0] === "build") {
      const folder = process.env.CARGO_TARGET_DIR + "/wasm32-unknown-unknown/release/";
      write(folder + "business_units.wasm", fs.readFileSync(process.env.CLONE + "/src/lib.rs"));
    }`,
  "apt-get": `
    note();
    for (const name of args[0] === "install" ? ["chromium", "chromedriver"] : []) {
      write(process.env.CLONE + "/tools/" + name, "");
      fs.chmodSync(process.env.CLONE + "/tools/" + name, 0o755);
    }`,
  npm: `
    const folder = args.includes("--prefix") ? args[args.indexOf("--prefix") + 1] : process.env.CLONE;
    note(["ci", require("node:path").relative(process.env.CLONE, folder)].join(" ").trim());
    const modules = folder + "/node_modules/";
    write(modules + ".package-lock.json", fs.readFileSync(folder + "/package-lock.json"));
    write(modules + "typescript/bin/tsc", fs.readFileSync(process.env.CLONE + "/tsc"));
    write(modules + "binaryen/bin/wasm-opt", fs.readFileSync(process.env.CLONE + "/wasm-opt"));
    write(modules + "papaparse/package.json", '{ "version": "1.0.0" }');
    write(modules + "papaparse/LICENSE", "");
    const functions = ["Parser", "escapeRegExp", "isFunction", "stripBom"];
    write(modules + "papaparse/papaparse.js", functions.map((name) => "\\tfunction " + name + "() {\\n\\t}\\n").join(""));
    write(modules + "esbuild/index.js", "exports.build = async ({ outfile }) => require('fs').writeFileSync(outfile, '');");`,
};

const optimizer = 'note(require("node:path").basename(args.at(-1)));';
const tsc = 'note(); write(process.env.CLONE + "/pkg/dist/index.js", "");';

/**
 * Makes a clone. The caller removes it with {@link removeClone}.
 * @returns {Clone}
 */
export function makeClone() {
  const root = mkdtempSync(path.join(tmpdir(), "business-units-"));
  const tools = path.join(root, "tools");
  for (const [name, text] of Object.entries(texts)) put(path.join(root, name), text);
  for (const [name, body] of Object.entries(stubs)) put(path.join(tools, name), program(body));
  put(path.join(root, "bindgen"), program(bindgen));
  put(path.join(root, "tsc"), program(tsc));
  put(path.join(root, "wasm-opt"), program(optimizer));
  mkdirSync(path.join(root, "sysroot/lib/rustlib/wasm32-unknown-unknown"), { recursive: true });
  for (const folder of ["pkg/scripts", "tests/steps"])
    cpSync(place(folder), path.join(root, folder), { recursive: true });
  cpSync(place("tests", "run.mjs"), path.join(root, "tests/run.mjs"));
  return {
    root,
    tools,
    env: { PATH: tools, HOME: root, XDG_CACHE_HOME: path.join(root, "cache"), CLONE: root },
  };
}

/** @param {Clone} clone */
export function removeClone({ root }) {
  rmSync(root, { recursive: true, force: true });
}

/** @param {string} body */
function program(body) {
  return `#!${process.execPath}
    const fs = require("node:fs");
    const args = process.argv.slice(2);
    const name = require("node:path").basename(process.argv[1]);
    const say = (text) => console.log(text);
    const note = (what = args[0]) => fs.appendFileSync(process.env.CLONE + "/calls", name + " " + what + "\\n");
    const write = (file, text) => {
      fs.mkdirSync(require("node:path").dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    };
    ${body}\n`;
}

/**
 * Writes an executable file and the folders above it.
 * @param {string} file
 * @param {string} text
 */
export function put(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

/**
 * Runs one of the clone's own programs to its end, and tells which tools it called meanwhile.
 * @param {Clone} clone
 * @param {string[]} args a script and its arguments
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ code: number | null, stdout: string, stderr: string, calls: string[] }>}
 */
export function runIn(clone, args, env = {}) {
  const log = path.join(clone.root, "calls");
  writeFileSync(log, "");
  const child = spawn(process.execPath, args, { cwd: clone.root, env: { ...clone.env, ...env } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on("close", (code) => {
      resolve({ code, stdout, stderr, calls: readFileSync(log, "utf8").split("\n").slice(0, -1) });
    });
  });
}
