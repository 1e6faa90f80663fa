import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree, type UnitTree } from "business-units";
import { listingDocument, write } from "./document.ts";
import { isFreed } from "./edge.fixture.ts";

const units = Array.from({ length: 2_500 }, (_, i) => ({ id: String(i), parentId: i === 0 ? null : "0" }));
const asOf = new Date("2026-01-02T03:04:05Z");

test("listingDocument() gives a whole document in pieces of a thousand rows", () => {
  const pieces = [...listingDocument(buildTree(units), "EMEA", asOf)];
  const { units: records, ...head } = JSON.parse(pieces.join(""));
  assert.deepEqual(
    records.map(({ id }: { id: string }) => id),
    units.map(({ id }) => id),
  );
  assert.equal(head.asOf, "2026-01-02T03:04:05.000Z");
  assert.equal(head.region, "EMEA");
  assert.ok(pieces.every((piece) => (piece.match(/"id"/g) ?? []).length <= 1_000));
});

test("listingDocument() gives a whole document for a tree without units", () => {
  const document = JSON.parse([...listingDocument(buildTree("{}"), null, asOf)].join(""));
  assert.deepEqual(document.units, []);
  assert.deepEqual(document.defects, []);
});

test("write() frees the tree when all is written", async () => {
  const tree = buildTree(units);
  await write(listingDocument(tree, null, asOf), new WritableStream());
  assert.ok(isFreed(tree));
});

test("write() frees the tree when its reader leaves", async () => {
  const tree = buildTree(units);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writing = write(listingDocument(tree, null, asOf), writable);
  const reader = readable.getReader();
  await reader.read();
  await reader.cancel();
  await writing;
  assert.ok(isFreed(tree));
});

test("write() breaks the stream when a row cannot be read", async () => {
  const tree = buildTree(units);
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writing = write(broken(tree), writable);
  await assert.rejects(new Response(readable).text(), /no such row/);
  await writing;
});

function* broken(tree: UnitTree): Generator<string> {
  for (const piece of listingDocument(tree, null, asOf)) {
    yield piece;
    break;
  }
  throw new Error("no such row");
}
