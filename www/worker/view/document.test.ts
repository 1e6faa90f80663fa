import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree } from "business-units";
import { isFreed } from "../edge.fixture.ts";
import { dated, encoded, listingDocument } from "./document.ts";

const units = Array.from({ length: 2_500 }, (_, i) => ({ id: String(i), parentId: i === 0 ? null : "0" }));

test("listingDocument() gives a whole document in pieces of a thousand rows", () => {
  const pieces = [...listingDocument(buildTree(units), "EMEA")];
  const { units: records, ...head } = JSON.parse(pieces.join(""));
  assert.deepEqual(
    records.map(({ id }: { id: string }) => id),
    units.map(({ id }) => id),
  );
  assert.equal(head.region, "EMEA");
  assert.ok(pieces.every((piece) => (piece.match(/"id"/g) ?? []).length <= 1_000));
});

test("listingDocument() gives a whole document for a tree without units", () => {
  const document = JSON.parse([...listingDocument(buildTree("{}"), null)].join(""));
  assert.deepEqual(document.units, []);
  assert.deepEqual(document.defects, []);
});

test("encoded() frees the tree, also when a row cannot be read", () => {
  const tree = buildTree(units);
  encoded(tree, null);
  assert.ok(isFreed(tree));
  const broken = buildTree(units);
  const rows = () => {
    throw new Error("no such row");
  };
  assert.throws(() => encoded(Object.assign(broken, { rows }), null), /no such row/);
  assert.ok(isFreed(broken));
});

test("dated() says since when it is so, and that it is stale where it is", () => {
  const body = encoded(buildTree(units), "EMEA");
  const at = Date.parse("2026-01-02T03:04:05Z");
  const read = (stale: boolean) => JSON.parse(Buffer.concat(dated(body, at, stale)).toString());
  const { asOf, ...kept } = read(false);
  assert.equal(asOf, "2026-01-02T03:04:05.000Z");
  assert.deepEqual(kept, JSON.parse(Buffer.concat(body).toString()));
  assert.deepEqual(read(true), { asOf, stale: true, ...kept });
});
