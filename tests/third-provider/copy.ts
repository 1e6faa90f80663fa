import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../../pkg/scripts/child.mjs";
import { place } from "../../pkg/scripts/place.mjs";
import { targetFolder } from "../../pkg/scripts/setup.mjs";
import { filesIn } from "../../pkg/scripts/stamp.mjs";

const FIXTURE = fileURLToPath(new URL("files", import.meta.url));

/** The lists of providers: all that a new one changes, and the lines that it adds after others. */
const LISTS: Readonly<Record<string, readonly (readonly [after: string, added: string])[]>> = {
  "src/provider/mod.rs": [
    [
      `            imocha: Imocha, fetchImochaUnits, "ImochaOptions";\n`,
      `            acme: Acme, fetchAcmeUnits, "AcmeOptions";\n`,
    ],
    ["pub mod autodesk;\n", "pub mod acme;\n"],
  ],
  "pkg/src/index.ts": [
    [`export { autodeskToken } from "./token.js";\n`, `export { fetchAcmeUnits } from "./acme.js";\n`],
  ],
  "www/providers/list.mjs": inList("./imocha.mjs"),
  "www/worker/providers/list.ts": inList("./imocha.ts"),
  "www/sandbox/providers/list.ts": inList("./imocha.ts"),
};

function inList(neighbour: string): [string, string][] {
  const line = `import { imocha } from "${neighbour}";\n`;
  return [
    [line, line.replaceAll("imocha", "acme")],
    ["[autodesk, imocha", ", acme"],
  ];
}

/** The files of the made-up provider, by their path in the repository. */
export function ownFiles(): string[] {
  return filesIn(FIXTURE).map((file) => path.relative(FIXTURE, file).split(path.sep).join("/"));
}

/** The files of ours that it changes. */
export const changedFiles: readonly string[] = Object.keys(LISTS);

/** Builds a copy of the repository with the made-up provider in it; returns the folder of the copy. */
export async function buildCopy(): Promise<string> {
  // One folder for all runs: what has not changed since the last one is not compiled again.
  const folder = path.join(targetFolder(), "third-provider");
  const files: Map<string, Buffer> = new Map(
    (await trackedFiles()).map((file) => [file, readFileSync(place(file))]),
  );
  for (const file of ownFiles()) files.set(file, readFileSync(path.join(FIXTURE, file)));
  for (const [file, lines] of Object.entries(LISTS)) files.set(file, withLines(file, files.get(file), lines));
  writeChanged(folder, files);
  linkModules(folder);
  await inCopy(folder, "tests/third-provider/build.mjs");
  return folder;
}

/** Runs a program with Node in the copy, and throws with its output where it fails. */
export async function inCopy(folder: string, ...args: string[]): Promise<void> {
  const environment = { ...process.env, CARGO_TARGET_DIR: targetFolder() };
  const { code, output } = await run(process.execPath, args, { environment, folder });
  if (code !== 0) throw new Error(`${args.join(" ")} failed in ${folder}:\n${output}`);
}

async function trackedFiles(): Promise<string[]> {
  const args = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"];
  const { code, output } = await run("git", args, { folder: place() });
  if (code !== 0) throw new Error(`git lists no files: ${output}`);
  return output
    .split("\n")
    .filter((file) => file !== "" && !file.endsWith(".png") && existsSync(place(file)));
}

function withLines(
  file: string,
  content: Buffer | undefined,
  lines: readonly (readonly [string, string])[],
): Buffer {
  const text = lines.reduce((left, [after, added]) => {
    if (left.split(after).length !== 2)
      throw new Error(`${file} has no single ${JSON.stringify(after)} any more`);
    return left.replace(after, after + added);
  }, String(content));
  return Buffer.from(text);
}

/** Writes what differs, so that cargo sees no other change, and deletes what is not there any more. */
function writeChanged(folder: string, files: ReadonlyMap<string, Buffer>): void {
  const manifest = path.join(folder, "third-provider.json");
  const before: string[] = existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")) : [];
  for (const file of before) if (!files.has(file)) rmSync(path.join(folder, file), { force: true });
  for (const [file, content] of files) {
    const target = path.join(folder, file);
    if (existsSync(target) && readFileSync(target).equals(content)) continue;
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  writeFileSync(manifest, JSON.stringify([...files.keys()]));
}

/** Links every installed package. Our own is the copy's. */
function linkModules(folder: string): void {
  const modules = path.join(folder, "node_modules");
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(modules, { recursive: true });
  for (const name of readdirSync(place("node_modules")).filter((name) => !name.startsWith("business-units")))
    symlinkSync(place("node_modules", name), path.join(modules, name));
  symlinkSync(path.join(folder, "pkg"), path.join(modules, "business-units"));
}
