import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { BusinessUnitsError, buildTree, readTree, type TreeOptions, type UnitTree } from "business-units";
import { targetFolder } from "../../pkg/scripts/rust.mjs";
import { streamOf } from "./suite/world.ts";

// tests/core/corpus.rs writes the same lines natively, and says how both files came to be.
const data = fileURLToPath(new URL("../data/", import.meta.url));
const kept = path.join(targetFolder(), "tmp/corpus-in-node");
const READINGS: TreeOptions[] = [
  {},
  { provider: "imocha", accountId: "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace" },
];
const PIECES = [1, 7, 64, 1_000];

function corpus(): [name: string, body: Uint8Array][] {
  const folders = ["autodesk", "imocha"];
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(data, folder)).map((file) => `${folder}/${file}`),
  );
  const fixtures = files
    .sort()
    .map((name): [string, Uint8Array] => [name, readFileSync(path.join(data, name))]);
  const listings: string[] = JSON.parse(readFileSync(path.join(data, "generated/listings.json"), "utf8"));
  const generated = listings.map((text, place): [string, Uint8Array] => [
    `generated/${place}`,
    Uint8Array.from(text, (byte) => byte.charCodeAt(0)),
  ]);
  return [...fixtures, ...generated];
}

/** A line for the whole, a line for each unit and a line for each defect. */
function linesOf(tree: UnitTree): unknown[] {
  const { provider, accountId = null, count, height, warnings } = tree;
  const whole = [provider, accountId, inFull(count) ?? null, height, warnings];
  const { parent } = tree.columns();
  const units = tree.toArray().map((unit) => {
    const { row, index, id, parentId, name, description, path, accountId, createdAt, updatedAt } = unit;
    const above = parent[row] === -1 ? null : parent[row];
    const texts = [id, parentId, name, description, path, accountId, createdAt, updatedAt];
    return [row, index, ...texts, unit.depth, unit.size, above];
  });
  return [whole, ...units, ...tree.defects.map(inOrder)];
}

/** An object with its keys in order, and a count in all its digits. */
function inOrder(value: object): unknown {
  const entries = Object.entries(value).map(([key, member]) => {
    if (key === "count") return [key, inFull(member)];
    return [key, key === "suggestion" ? inOrder(member) : member];
  });
  return Object.fromEntries(entries.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)));
}

function inFull(count: number | undefined): string | undefined {
  return count === undefined ? undefined : BigInt(count).toString();
}

function lineOf(error: unknown): unknown[] {
  assert.ok(error instanceof BusinessUnitsError, String(error));
  const { code, message, provider, offset, pointer, expected, found, limit } = error;
  return [code, message, provider, offset, pointer, expected, found, limit].map((one) => one ?? null);
}

async function dump(read: () => UnitTree | Promise<UnitTree>): Promise<string> {
  let lines: unknown[];
  try {
    using tree = await read();
    lines = linesOf(tree);
  } catch (error) {
    lines = [lineOf(error)];
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

async function dumps(body: Uint8Array): Promise<string> {
  const all = [];
  for (const options of READINGS) {
    const whole = await dump(() => buildTree(body, options));
    for (const size of PIECES) {
      const inPieces = await dump(() => readTree(streamOf(piecesOf(body, size)), options));
      assert.equal(inPieces, whole, `in pieces of ${size}`);
    }
    all.push(whole);
  }
  return all.join("");
}

function* piecesOf(body: Uint8Array, size: number): Generator<Uint8Array> {
  for (let start = 0; start < body.length; start += size) yield body.subarray(start, start + size);
}

/** FNV-1a, of 32 bits. */
function digest(bytes: Uint8Array): string {
  const hash = bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x0100_0193), 0x811c_9dc5);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

test("the corpus comes to the same bytes through the built module as natively", async () => {
  const expected = readFileSync(path.join(data, "corpus.txt"), "utf8").trimEnd().split("\n");
  const found: string[] = [];
  for (const [name, body] of corpus()) {
    const bytes = Buffer.from(await dumps(body));
    const file = path.join(kept, `${name}.txt`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    found.push(`${digest(bytes)} ${bytes.length} ${name}`);
  }
  assert.deepEqual(found, expected, `compare ${kept} with corpus beside it`);
});
