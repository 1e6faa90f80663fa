import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import * as units from "../../pkg/dist/entry.node.js";
import * as fullFile from "../../pkg/dist/full.js";
import type { Module } from "../../pkg/dist/module.js";
import * as small from "../../pkg/dist/tree/entry.node.js";
import { refusal } from "../../pkg/dist/tree/refusal.js";
import * as smallFile from "../../pkg/dist/tree/small.js";
import { root } from "./commands.ts";

// No declaration names what is internal.
const { full } = fullFile as unknown as { full: Module };
const { small: smallModule } = smallFile as unknown as { small: Module };

const fileOf = (name: string) => path.join(root, "pkg", "wasm", name);
const FULL = readFileSync(fileOf("business_units_bg.wasm"));
const SMALL = readFileSync(fileOf("tree/business_units_tree_bg.wasm"));

/** What calls and tokens cannot do without. */
const TEXTS = [
  "authorization",
  "Bearer ",
  "grant_type",
  "client_credentials",
  "x-api-key",
  "https://",
  "retry-after",
  "maxAttempts",
];
const BORDER = /fetch|mint|token|abortcontroller|signal|request|timeout|promise|microtask|closure/i;

/** What a module has to do with JavaScript: its imports and exports. */
async function border(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const module = await WebAssembly.compile(bytes);
  const both = [...WebAssembly.Module.imports(module), ...WebAssembly.Module.exports(module)];
  return both.map(({ name }) => name);
}

test("the small module holds nothing of calls and tokens, which the other one does", async () => {
  for (const text of TEXTS)
    assert.deepEqual([FULL.includes(text), SMALL.includes(text)], [true, false], text);
  const names = await border(SMALL);
  assert.deepEqual(
    names.filter((name) => BORDER.test(name)),
    [],
  );
  assert.ok((await border(FULL)).some((name) => BORDER.test(name)));
});

test("what is generated around it has no calls either", () => {
  const types = readFileSync(fileOf("tree/business_units_tree.d.ts"), "utf8");
  const functions = [...types.matchAll(/^export (?:default )?function (\w+)/gm)].map(([, name]) => name);
  assert.deepEqual(functions.sort(), ["__wbg_init", "attach", "buildTree", "imports", "initSync"]);
  assert.doesNotMatch(types, /AutodeskOptions|ImochaOptions|MintOptions|CallOptions/);
});

/** The package's files in a page's bundle of what `program` imports, and their text. */
async function bundled(program: string): Promise<{ files: string[]; text: string }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: root },
    bundle: true,
    format: "esm",
    platform: "browser",
    external: ["*/bytes.js"],
    metafile: true,
    write: false,
  });
  const inputs = Object.keys(metafile.inputs).filter((file) => file.startsWith("pkg/"));
  return { files: inputs.map((file) => file.replace(/^pkg\//, "")), text: outputFiles[0]?.text ?? "" };
}

// Which is a type in a comment or a name that both share.
const OF_CALLS = /autodeskToken|fetchAutodesk|fetchImocha|askToken|mintToken|maxAttempts|clientSecret|apiKey/;

test("a bundle of business-units/tree has no file of the other entry, and none of its words", async () => {
  const { files, text } = await bundled('export * from "business-units/tree"');
  const foreign = [
    "full",
    "fetch",
    "token",
    "call-options",
    "loaded-within",
    "deadline",
    "caller-error",
    "index",
  ];
  const others = [...foreign.map((name) => `dist/${name}.js`), "wasm/business_units.js", "wasm/trap.js"];
  assert.deepEqual(
    files.filter((file) => others.includes(file)),
    [],
  );
  assert.ok(files.includes("dist/tree/small.js") && files.includes("wasm/tree/business_units_tree.js"));
  assert.doesNotMatch(text, OF_CALLS);
  const whole = await bundled('export * from "business-units"');
  assert.match(whole.text, OF_CALLS);
  assert.deepEqual(
    whole.files.filter((file) => file.includes("/tree/")),
    [],
  );
});

test("a function of one module refuses a tree of the other with ERR_OPTION, and says which is which", () => {
  const { UnitTree } = units as unknown as {
    UnitTree: { coreIn(module: unknown, tree: unknown): { size: number } };
  };
  for (const [own, other, module, names] of [
    [units, small, full, /tree of business-units\/tree, and business-units cannot/],
    [small, units, smallModule, /tree of business-units, and business-units\/tree cannot/],
  ] as const) {
    using tree = own.buildTree("{}");
    using foreign = other.buildTree("{}");
    assert.equal(UnitTree.coreIn(module, tree).size, 0);
    assert.throws(() => UnitTree.coreIn(module, foreign), { code: "ERR_OPTION", message: names });
    assert.throws(() => UnitTree.coreIn(module, {}), { code: "ERR_OPTION" });
    tree.free();
    assert.throws(() => UnitTree.coreIn(module, tree), { code: "ERR_STATE" });
  }
});

test("both entries read the same in an answer that is not ok, but for dates of old forms", () => {
  const date = "Sun, 06 Nov 1994 08:49:37 GMT";
  const values = [
    ...["0", "01", " 7\t", "999999999", "1000000000", "-1", "+1", "1.5", "1e3", "", "soon", "1, 2"],
    ...["Sun, 06 Nov 1994 08:49:40 GMT", "Mon, 06 Nov 1994 08:49:40 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"],
    ...["Sun, 06 Nov 1994 08:49:40 gmt", "Sun, 06 Nov 1994 08:49:40 UTC", "Sun, 6 Nov 1994 08:49:40 GMT"],
    ...["Xxx, 06 Nov 1994 08:49:40 GMT", "sun, 06 Nov 1994 08:49:40 GMT", "Sun. 06 Nov 1994 08:49:40 GMT"],
    ...["\u00A07", "7\u00A0", "Sun, 06 Nov 1994 08:49:60 GMT", "Sun, 06 Nov 1994 08:49:61 GMT"],
    ...["Sun, 31 Feb 1995 08:49:40 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "1994-11-06T08:49:40Z"],
  ];
  for (const value of values)
    assert.deepEqual(refusal(503, value, date), full.glue.refusal(503, value, date), value);
  for (let status = 0; status < 700; status++)
    assert.deepEqual(refusal(status), full.glue.refusal(status), String(status));
  const old = "Sunday, 06-Nov-94 08:49:40 GMT";
  assert.deepEqual(refusal(503, old, date), { code: "ERR_SERVER" });
  assert.deepEqual(refusal(429, "Sun, 06 Nov 1994 08:49:40 GMT", "yesterday").retryAfterMs, 0);
});
