import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { IMOCHA_ACCOUNTS, SANDBOX_CLIENT_ID, SANDBOX_CLIENT_SECRET } from "../../www/sandbox/catalog.ts";
import { inEmptyFolder, output, root } from "../js/commands.ts";
import { withSandbox } from "../js/upstream.ts";
import { texts } from "./texts.ts";

interface Block {
  line: number;
  program: string;
  /** What it must print, when a block of text follows at once. */
  prints: string | undefined;
}

// A block of JavaScript and, with nothing but blank lines between, what it prints.
const BLOCK = /^```js\n(?<program>.*?)^```\n(?:\n*```text\n(?<prints>.*?)^```$)?/gms;

function blocksOf(text: string): Block[] {
  return Array.from(text.matchAll(BLOCK), ({ index, groups }) => ({
    line: text.slice(0, index).split("\n").length,
    program: groups?.program ?? "",
    prints: groups?.prints,
  }));
}

/** Runs a block as a stranger would: in a file of a project that has the package, with credentials in its environment. */
function run({ program }: Block, sandbox: string): Promise<string> {
  return inEmptyFolder(async (folder) => {
    await mkdir(path.join(folder, "node_modules"));
    await symlink(path.join(root, "pkg"), path.join(folder, "node_modules", "business-units"));
    await writeFile(path.join(folder, "block.mjs"), program);
    const env = {
      BUSINESS_UNITS_SANDBOX: sandbox,
      APS_CLIENT_ID: SANDBOX_CLIENT_ID,
      APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET,
      IMOCHA_API_KEY: IMOCHA_ACCOUNTS.documented.apiKey,
    };
    const reroute = path.join(root, "tests", "js", "reroute.mjs");
    return output(process.execPath, ["--import", reroute, "block.mjs"], { cwd: folder, env });
  });
}

const SHOWN = /^(?:README|CONTRIBUTING|tests\/README)\.md$|^docs\//;
const shown = texts.filter(({ file }) => SHOWN.test(file));

test("README.md shows JavaScript", () => {
  const readme = shown.find(({ file }) => file === "README.md");
  assert.notEqual(blocksOf(readme?.text ?? "").length, 0);
});

for (const { file, text } of shown) {
  for (const block of blocksOf(text)) {
    const claim = block.prints === undefined ? "runs" : "prints what follows it";
    test(`${file}: the block at line ${block.line} ${claim}`, async () => {
      const printed = await withSandbox((sandbox) => run(block, sandbox));
      if (block.prints !== undefined) assert.equal(printed, block.prints);
    });
  }
}
