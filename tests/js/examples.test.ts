import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { output, root } from "./commands.ts";
import { type Example, examples } from "./examples.ts";
import { inProject, runProgram } from "./project.ts";
import { withSandbox } from "./upstream.ts";

const modules = path.join(root, "node_modules");
const loader = pathToFileURL(path.join(modules, "tsx", "dist", "loader.mjs")).href;
const found = examples();

function nameOf({ file, line }: Example): string {
  return `${file.replaceAll(/\W+/g, "-")}-${line}.mts`;
}

function filled(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trimEnd());
  return lines.filter((line) => line !== "");
}

/** What an entry gives that is no type: functions and classes. */
function valuesOf(entry: string): string[] {
  const text = readFileSync(path.join(root, "pkg", "src", entry), "utf8");
  const lists = Array.from(text.matchAll(/^export \{(.*?)\} from/gms), ([, names = ""]) => names.split(","));
  return lists.flat().flatMap((name) => /^\s*(\w+)\s*$/.exec(name)?.[1] ?? []);
}

for (const entry of ["index.ts", "shared.ts", "export.ts", "import.ts"]) {
  for (const name of valuesOf(entry)) {
    test(`${name} of ${entry} has an example`, () => {
      const declared = new RegExp(`^export (?:async )?(?:function|class) ${name}\\b`);
      assert.ok(found.some(({ above }) => declared.test(above)));
    });
  }
}

test("every example is TypeScript that checks, in a strict project", async () => {
  const lib = ["es2023", "esnext.disposable", "dom", "dom.iterable", "dom.asynciterable"];
  const shared = { strict: true, noEmit: true, target: "es2022", lib, types: ["node"] };
  const compilerOptions = { ...shared, module: "nodenext", skipLibCheck: true };
  const tsc = path.join(modules, "typescript", "bin", "tsc");
  const files = Object.fromEntries(found.map((example) => [nameOf(example), example.program]));
  const said = await inProject(files, async (cwd) => {
    await writeFile(path.join(cwd, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.mts"] }));
    return output(process.execPath, [tsc, "-p", "."], { cwd }).catch(({ stdout }) => String(stdout));
  });
  assert.equal(said, "");
});

describe("each example prints what its comments say", { concurrency: 2 }, () => {
  for (const example of found) {
    test(`${example.file}, line ${example.line}`, async () => {
      const printed = await withSandbox((sandbox) =>
        runProgram(nameOf(example), example.program, sandbox, ["--import", loader]),
      );
      assert.deepEqual(filled(printed), filled(example.prints));
    });
  }
});
