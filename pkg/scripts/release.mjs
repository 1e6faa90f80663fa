// @ts-check
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { auditSteps } from "./audit.mjs";
import { buildSteps } from "./build.mjs";
import { run } from "./child.mjs";
import { contentProblems } from "./contents.mjs";
import { crateBill } from "./crates.mjs";
import { fileOf, fullModule, treeModule } from "./module.mjs";
import { runNpm } from "./node.mjs";
import { place } from "./place.mjs";
import { setUpSteps, targetFolder } from "./setup.mjs";
import { filesIn } from "./stamp.mjs";
import { asCommand, Stop, takeSteps } from "./steps.mjs";
import { versionProblems } from "./versions.mjs";

const folder = () => path.join(targetFolder(), "package");

/** @param {string[]} args */
async function git(...args) {
  const { code, output } = await run("git", args);
  if (code !== 0) throw new Stop("git is missing, or this is no clone", output);
  return output.split("\n").filter((line) => line !== "");
}

/** @param {string[]} args */
async function npm(...args) {
  const { code, output } = await runNpm(args, () => undefined);
  if (code !== 0) throw new Stop(`npm ${args[0]} failed: see its output above`, output);
  return output;
}

/**
 * Packs `pkg`, and gives the tarball's name and the files in it.
 * @returns {Promise<{ filename: string, files: string[] }>}
 */
async function pack() {
  rmSync(folder(), { recursive: true, force: true });
  mkdirSync(folder(), { recursive: true });
  const said = await npm("pack", place("pkg"), "--json", "--ignore-scripts", "--pack-destination", folder());
  const [{ filename, files }] = JSON.parse(said.slice(said.indexOf("[")));
  return { filename, files: files.map((/** @type {{ path: string }} */ file) => file.path) };
}

/** Writes both bills of materials: of the npm package, and of the module in it. */
async function writeBills() {
  const aside = path.join(folder(), "bill");
  mkdirSync(aside);
  writeFileSync(path.join(aside, "package.json"), readFileSync(place("pkg", "package.json")));
  await npm("install", "--package-lock-only", "--offline", "--ignore-scripts", "--prefix", aside);
  const format = ["--sbom-format", "cyclonedx", "--sbom-type", "library", "--package-lock-only"];
  const { serialNumber, metadata, ...bill } = JSON.parse(await npm("sbom", ...format, "--prefix", aside));
  // The number is drawn by lot and the time is now: left out, so that the same sources give the same sums.
  const { timestamp, ...kept } = metadata;
  rmSync(aside, { recursive: true });
  writeJson("business-units.npm.cdx.json", { ...bill, metadata: kept });
  writeJson("business-units.crates.cdx.json", await crateBill());
}

/**
 * @param {string} name
 * @param {object} value
 */
function writeJson(name, value) {
  writeFileSync(path.join(folder(), name), `${JSON.stringify(value, undefined, 2)}\n`);
}

/** Writes the sums of all that is released, and of the modules, which can be built again by `npm run reproduce`. */
function writeSums() {
  const modules = [fullModule, treeModule].map(fileOf);
  const sum = (/** @type {string} */ file) => createHash("sha256").update(readFileSync(file)).digest("hex");
  const lines = [...filesIn(folder()), ...modules].map((file) => `${sum(file)}  ${path.basename(file)}`);
  const text = `${lines.join("\n")}\n`;
  writeFileSync(path.join(folder(), "SHA256SUMS"), text);
  return text;
}

/** @param {string} filename */
async function sizes(filename) {
  return [
    sizeLine(filename, readFileSync(path.join(folder(), filename))),
    ...[fullModule, treeModule].map((module) =>
      sizeLine(path.basename(fileOf(module)), readFileSync(fileOf(module))),
    ),
    sizeLine("scripts of a page", await pageScripts("entry.web.js")),
    sizeLine("the same of .../tree", await pageScripts("tree/entry.web.js")),
  ].join("\n");
}

/**
 * The scripts that a page downloads beside the module, bundled and made small.
 * @param {string} entry
 */
async function pageScripts(entry) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [place("pkg", "dist", entry)],
    bundle: true,
    minify: true,
    format: "esm",
    external: ["*/bytes.js"],
    write: false,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 */
function sizeLine(name, bytes) {
  const all = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  const [raw, gzip, brotli] = all.map((size) => size.toLocaleString("en").replaceAll(",", " ").padStart(9));
  return `${name.padEnd(28)} ${raw} bytes ${gzip} gzip ${brotli} brotli`;
}

async function problems(/** @type {readonly string[]} */ files) {
  const [manifest, cargo, changelog] = [
    place("pkg", "package.json"),
    place("Cargo.toml"),
    place("CHANGELOG.md"),
  ];
  const read = (/** @type {string} */ file) => readFileSync(file, "utf8");
  const named = {
    manifest: read(manifest),
    cargo: read(cargo),
    changelog: read(changelog),
    tags: await git("tag"),
  };
  const changed = await git("status", "--porcelain");
  const { scripts } = JSON.parse(named.manifest);
  return [
    ...versionProblems(named),
    ...contentProblems(files),
    ...(scripts === undefined ? [] : ["pkg/package.json has scripts: none may run where it is installed"]),
    ...(changed.length === 0 ? [] : [`${changed.length} files are not committed`]),
  ];
}

await asCommand(async () => {
  if (!process.argv.includes("--dry-run"))
    throw new Stop("publishing is for a trusted machine of its own: use npm run release -- --dry-run");
  await takeSteps([...setUpSteps(["wasm", "modules"]), ...buildSteps]);
  await takeSteps(auditSteps);
  const { filename, files } = await pack();
  await writeBills();
  console.log(
    `\n${await sizes(filename)}\n\n${writeSums()}\n${folder()} holds the tarball, its bills and their sums`,
  );
  const found = await problems(files);
  for (const problem of found) console.log(`not yet: ${problem}`);
  console.log(found.length === 0 ? "ready to be released" : `${found.length} things stand against a release`);
  process.exit(found.length === 0 ? 0 : 1);
});
