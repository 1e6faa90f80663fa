// @ts-check
import { readdirSync } from "node:fs";
import path from "node:path";
import { place } from "./place.mjs";
import { programFiles } from "./program.mjs";
import { filesIn } from "./stamp.mjs";

/** What `pkg` holds beside what is built. */
const texts = ["CHANGELOG.md", "LICENSE", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json"];

/**
 * Lists all that the tarball must hold, and nothing else: what each source file becomes, the modules, and the texts.
 * @param {readonly string[]} sources names in pkg/src
 * @param {readonly string[]} scripts names of the JavaScript in src/wasm
 */
export function expectedContents(sources = sourceNames(), scripts = wasmScripts()) {
  const ownFiles = sources.filter((name) => !name.startsWith("cli/"));
  const dist = ownFiles.flatMap((name) =>
    name.endsWith(".d.ts") ? [name] : [name.replace(/ts$/, "js"), name.replace(/ts$/, "d.ts")],
  );
  const modules = ["business_units", "tree/business_units_tree"].flatMap((name) => [
    ...[".js", ".d.ts", "_bg.wasm"].map((ending) => name + ending),
    ...scripts.map((script) => path.posix.join(path.posix.dirname(name), script)),
  ]);
  return [
    ...["bytes.js", "import/papa.js", "tree/bytes.js", ...programFiles, ...dist].map(
      (name) => `dist/${name}`,
    ),
    ...modules.map((name) => `wasm/${name}`),
    ...texts,
  ].sort();
}

function sourceNames() {
  const folder = place("pkg", "src");
  return filesIn(folder).map((file) => path.relative(folder, file).replaceAll(path.sep, "/"));
}

function wasmScripts() {
  return readdirSync(place("src", "wasm")).filter((name) => name.endsWith(".js"));
}

/**
 * A file's name without the folder that wasm-bindgen puts scripts into: it carries a digest.
 * @param {string} file
 */
export function withoutDigest(file) {
  return file.replace(/^(wasm\/(?:tree\/)?)snippets\/business-units-[0-9a-f]+\/src\/wasm\//, "$1");
}

/**
 * Says what is missing and what is too much.
 * @param {readonly string[]} files
 * @param {readonly string[]} expected
 */
export function contentProblems(files, expected = expectedContents()) {
  const names = files.map(withoutDigest);
  const missing = expected.filter((name) => !names.includes(name)).map((name) => `${name} is missing`);
  const foreign = names
    .filter((name) => !expected.includes(name))
    .map((name) => `${name} does not belong there`);
  return [...missing, ...foreign];
}
