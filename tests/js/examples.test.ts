import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { inEmptyFolder, output, root } from "./commands.ts";

const folder = path.join(root, "pkg", "src", "export");
const loader = pathToFileURL(path.join(root, "node_modules", "tsx", "dist", "loader.mjs")).href;

/** The example in a file's doc comment, without the comment around it. */
function exampleIn(file: string): string | undefined {
  const text = readFileSync(path.join(folder, file), "utf8");
  return /^ \* ```ts\n(?<program>.*?)^ \* ```$/ms.exec(text)?.groups?.program?.replaceAll(/^ \* ?/gm, "");
}

function filled(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Runs a program as a stranger would: in a file of a project that has the package. */
function run(program: string): Promise<string> {
  return inEmptyFolder(async (project) => {
    await mkdir(path.join(project, "node_modules"));
    await symlink(path.join(root, "pkg"), path.join(project, "node_modules", "business-units"));
    await writeFile(path.join(project, "example.mts"), program);
    return output(process.execPath, ["--import", loader, "example.mts"], { cwd: project });
  });
}

const examples = readdirSync(folder).flatMap((file) => {
  const program = exampleIn(file);
  return program === undefined ? [] : [{ file, program }];
});

test("every function of business-units/export has an example", () => {
  const entry = readFileSync(path.join(root, "pkg", "src", "export.ts"), "utf8");
  const functions = entry.match(/^export \{.*\bfrom\b.*$/gm) ?? [];
  assert.equal(examples.length, functions.length);
});

for (const { file, program } of examples) {
  test(`the example in ${file} prints what its comments say`, async () => {
    const said = Array.from(program.matchAll(/\/\/ (.*)$/gm), ([, line = ""]) => line);
    assert.deepEqual(filled(await run(program)), filled(said.join("\n")));
  });
}
