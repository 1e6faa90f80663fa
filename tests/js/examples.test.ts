import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { IMOCHA_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../www/sandbox/catalog.ts";
import { inEmptyFolder, output, root } from "./commands.ts";
import { type Example, examples } from "./examples.ts";
import { withSandbox } from "./upstream.ts";

const modules = path.join(root, "node_modules");
const loader = pathToFileURL(path.join(modules, "tsx", "dist", "loader.mjs")).href;
const reroute = pathToFileURL(path.join(root, "tests", "js", "reroute.mjs")).href;
const found = examples();

/** Makes an empty folder a project of a stranger's that has the package, with the examples as its files. */
async function project<T>(programs: readonly Example[], work: (folder: string) => Promise<T>): Promise<T> {
  return inEmptyFolder(async (folder) => {
    await mkdir(path.join(folder, "node_modules", "@types"), { recursive: true });
    await symlink(path.join(root, "pkg"), path.join(folder, "node_modules", "business-units"));
    await symlink(path.join(modules, "@types", "node"), path.join(folder, "node_modules", "@types", "node"));
    for (const example of programs) await writeFile(path.join(folder, nameOf(example)), example.program);
    return work(folder);
  });
}

function nameOf({ file, line }: Example): string {
  return `${file.replaceAll(/\W+/g, "-")}-${line}.mts`;
}

function run(example: Example, sandbox: string): Promise<string> {
  const env = {
    BUSINESS_UNITS_SANDBOX: sandbox,
    APS_CLIENT_ID: SANDBOX_CLIENT_ID,
    APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET,
    IMOCHA_API_KEY: IMOCHA_ACCOUNTS.documented.apiKey,
  };
  const args = ["--import", loader, "--import", reroute, nameOf(example)];
  return project([example], (cwd) => output(process.execPath, args, { cwd, env }));
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
  const said = await project(found, async (cwd) => {
    await writeFile(path.join(cwd, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.mts"] }));
    return output(process.execPath, [tsc, "-p", "."], { cwd }).catch(({ stdout }) => String(stdout));
  });
  assert.equal(said, "");
});

describe("each example prints what its comments say", { concurrency: 2 }, () => {
  for (const example of found) {
    test(`${example.file}, line ${example.line}`, async () => {
      const printed = await withSandbox((sandbox) => run(example, sandbox));
      assert.deepEqual(filled(printed), filled(example.prints));
    });
  }
});
