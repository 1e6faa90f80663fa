import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { contentProblems } from "../../pkg/scripts/contents.mjs";
import { output, root } from "./commands.ts";

const folder = mkdtempSync(path.join(tmpdir(), "business-units-package-"));
const project = path.join(folder, "project");
let tarball: string;
let files: string[];

const PROGRAM = `
  const tree = buildTree([{ id: "2", parentId: "1", name: "Norway" }, { id: 1n, name: "Europe" }]);
  console.log([...tree].map((unit) => "  ".repeat(unit.depth) + unit.name).join("\\n"));
  tree.free();
`;

const CONSUMER = `
  import { buildTree, BusinessUnitsError, type UnitRecord } from "business-units";
  import { type CsvOptions, csv, svg } from "business-units/export";
  import { type ImportProblem, type Imported, readTable } from "business-units/import";
  import { digest, snapshot } from "business-units/snapshot";
  import * as small from "business-units/tree";
  import module from "business-units/business_units_bg.wasm";
  import smallModule from "business-units/business_units_tree_bg.wasm";
  export const compiled: WebAssembly.Module[] = [module, smallModule];
  export const records: UnitRecord[] = buildTree("{}").toArray();
  const options: CsvOptions = { bom: true, subtree: "1" };
  export const files: string[] = [csv(buildTree("{}"), options), svg(small.buildTree("{}"))];
  const read: Imported = readTable("id,name", { separator: ",", columns: { id: 0 } });
  export const kinds: ImportProblem[] = read.problems.map(({ kind }) => kind);
  export const imported: UnitRecord[] = buildTree(read.units).toArray();
  export const name: Promise<string> = digest(snapshot(small.buildTree("{}"), { region: null }));
  export const limit = (e: unknown): number =>
    e instanceof BusinessUnitsError && e.code === "ERR_TOO_LARGE" ? e.limit : 0;
`;

before(async () => {
  const packed = await output(
    "npm",
    ["pack", "./pkg", "--json", "--ignore-scripts", "--pack-destination", folder],
    {
      cwd: root,
    },
  );
  const [listing] = JSON.parse(packed);
  tarball = path.join(folder, listing.filename);
  files = listing.files.map((file: { path: string }) => file.path);
  await mkdir(project);
  await writeFile(path.join(project, "package.json"), '{ "private": true }');
  await output("npm", ["install", "--offline", "--ignore-scripts", tarball], { cwd: project });
});

/** The package's own files that an entry cannot do without. */
function importedFrom(entry: string): string[] {
  const reached = new Set([entry]);
  for (const file of reached) {
    const text = readFileSync(path.join(root, "pkg", "dist", file), "utf8");
    for (const [, name = ""] of text.matchAll(/^(?:import|export) [^"]*"(\.\.?\/[\w./-]+\.js)"/gm)) {
      if (!name.includes("/wasm/")) reached.add(path.posix.join(path.posix.dirname(file), name));
    }
  }
  return [...reached];
}

after(() => rmSync(folder, { recursive: true, force: true }));

describe("the packed package", () => {
  test("holds what the sources become, the module and the texts, and nothing else", () => {
    assert.deepEqual(contentProblems(files), []);
  });

  test("names no folder of the machine that built it", () => {
    const modules = ["business_units_bg.wasm", "tree/business_units_tree_bg.wasm"];
    const module = modules.map((file) => readFileSync(path.join(root, "pkg", "wasm", file), "latin1")).join();
    for (const place of [path.resolve(root), process.env.CARGO_HOME ?? path.join(homedir(), ".cargo")]) {
      assert.ok(!module.includes(place), place);
    }
  });

  test("reaches the copy of the module from no page, unless the file is missing", () => {
    for (const folder of ["", "tree/"]) {
      const web = importedFrom(`${folder}entry.web.js`);
      assert.ok(web.includes("module.js") && !web.includes(`${folder}bytes.js`), web.join(", "));
      assert.ok(importedFrom(`${folder}entry.node.js`).includes(`${folder}bytes.js`));
    }
  });

  test("waits for nothing while it is imported, and needs nothing of Node", () => {
    // The command line is a program, and no entry imports it: tests/cli.
    const notEntries = /\/bytes\.js$|^dist\/cli(-pages)?\.js$/;
    for (const file of files.filter((name) => /^(dist|wasm)\/.*\.js$/.test(name) && !notEntries.test(name))) {
      // The examples in the comments are for Node.
      const code = readFileSync(path.join(root, "pkg", file), "utf8").replaceAll(/\/\*\*.*?\*\//gs, "");
      assert.doesNotMatch(code, /^(await|for await)\b|\b(Buffer|process|require)\b[.(]|from "node:/m, file);
    }
  });

  test("is as large as README.md says", () => {
    const text = readFileSync(path.join(root, "README.md"), "utf8");
    const sizes = /downloads (\d+) kB of module .*? or (\d+) kB .*? tarball is (\d+) kB/s.exec(text);
    const [, module, small, packed] = sizes ?? [];
    const compressed = (file: string) =>
      gzipSync(readFileSync(path.join(root, "pkg", "wasm", file)), { level: 9 }).length;
    for (const [said, is] of [
      [Number(module), compressed("business_units_bg.wasm") / 1_000],
      [Number(small), compressed("tree/business_units_tree_bg.wasm") / 1_000],
      [Number(packed), statSync(tarball).size / 1_000],
    ] as const) {
      assert.ok(Math.abs(said - is) < is / 10, `${said} kB in README.md, ${is} kB in truth`);
    }
  });

  test("holds the licence of the parser that it brings", () => {
    const parser = readFileSync(path.join(root, "pkg", "dist", "import", "papa.js"), "utf8");
    const licence = readFileSync(path.join(root, "node_modules", "papaparse", "LICENSE"), "utf8").trim();
    assert.ok(parser.includes(licence));
  });

  test("runs nothing when it is installed", () => {
    const manifest = JSON.parse(readFileSync(path.join(root, "pkg", "package.json"), "utf8"));
    assert.deepEqual([manifest.scripts, manifest.dependencies], [undefined, undefined]);
  });

  for (const entry of ["business-units", "business-units/tree", "business-units/tree/inline"]) {
    test(`gives ${entry} to import and to require, in Node from an empty project`, async () => {
      for (const [type, program] of [
        ["module", `import { buildTree } from "${entry}";${PROGRAM}`],
        ["commonjs", `const { buildTree } = require("${entry}");${PROGRAM}`],
      ]) {
        const args = [`--input-type=${type}`, "--no-warnings", "--eval", program ?? ""];
        assert.equal(await output(process.execPath, args, { cwd: project }), "Europe\n  Norway\n");
      }
    });
  }

  test("gives its exports and its reader of tables to import and to require, without the module", async () => {
    for (const [type, program] of [
      ["module", 'import { csv } from "business-units/export"; console.log(typeof csv)'],
      ["commonjs", 'console.log(typeof require("business-units/export").csv)'],
      ["module", 'import { readTable } from "business-units/import"; console.log(typeof readTable)'],
      ["commonjs", 'console.log(typeof require("business-units/import").readTable)'],
    ]) {
      const args = [`--input-type=${type}`, "--no-warnings", "--eval", program ?? ""];
      assert.equal(await output(process.execPath, args, { cwd: project }), "function\n");
    }
  });

  test("has types that check in a strict project, whichever way modules are resolved", async () => {
    await writeFile(path.join(project, "consumer.mts"), CONSUMER);
    for (const [module, moduleResolution] of [
      ["nodenext", "nodenext"],
      ["esnext", "bundler"],
    ]) {
      const lib = ["es2022", "dom", "dom.iterable"];
      const shared = { strict: true, noEmit: true, target: "es2022", types: [], lib };
      const config = { compilerOptions: { ...shared, module, moduleResolution }, files: ["consumer.mts"] };
      await writeFile(path.join(project, "tsconfig.json"), JSON.stringify(config));
      const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
      assert.equal(await output(process.execPath, [tsc, "-p", "."], { cwd: project }), "");
    }
  });

  test("gives Are The Types Wrong nothing to say, of a package that is ESM", async () => {
    const attw = path.join(root, "tests", "node_modules", "@arethetypeswrong", "cli", "dist", "index.js");
    await output(process.execPath, [attw, tarball, "--profile", "esm-only"], { cwd: root });
  });

  test("gives publint nothing to say", async () => {
    const bytes = readFileSync(tarball);
    const { messages, pkg } = await publint({
      pack: { tarball: new Uint8Array(bytes).buffer },
      strict: true,
    });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg ?? {})),
      [],
    );
  });
});
