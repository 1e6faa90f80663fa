import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { BusinessUnitsError, buildTree, type UnitTree } from "business-units";
import { digest, snapshot } from "business-units/snapshot";
import * as small from "business-units/tree";
import { root } from "./commands.ts";

const data = path.join(root, "tests", "data");

const bytesOf = (file: string) => readFileSync(path.join(data, file));

/** The bodies of every fixture, and of every generated listing. */
function bodies(): [name: string, body: Uint8Array][] {
  const files = ["autodesk", "imocha"].flatMap((folder) =>
    readdirSync(path.join(data, folder)).map((file): [string, Uint8Array] => {
      const name = `${folder}/${file}`;
      return [name, bytesOf(name)];
    }),
  );
  const generated: string[] = JSON.parse(bytesOf("generated/listings.json").toString());
  const listings = generated.map((text, at): [string, Uint8Array] => [
    `generated ${at}`,
    Buffer.from(text, "latin1"),
  ]);
  return [...files, ...listings];
}

/** Returns the tree of a body, and nothing for a body that is no listing. */
function treeOf(body: Uint8Array): UnitTree | undefined {
  try {
    return buildTree(body);
  } catch (error) {
    assert.ok(error instanceof BusinessUnitsError);
    return undefined;
  }
}

const textOf = (tree: UnitTree, region?: string | null) =>
  new TextDecoder().decode(snapshot(tree, region === undefined ? {} : { region }));

test("the documented listings have exactly these bytes", async () => {
  const account = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";
  const times = '"createdAt":"2016-04-11T03:49:09.176Z","updatedAt":"2016-04-11T03:49:09.176Z"';
  const autodesk = [
    `{"format":"business-units-snapshot/1","provider":"autodesk","accountId":"${account}","region":"EMEA",`,
    '"count":2,"units":[{"id":"933df8fd-abb2-4e4e-8f79-95ba2afebc6c","parentId":null,"name":"North America",',
    `"description":"USA, Canada","path":null,"accountId":"${account}",${times}},`,
    '{"id":"fda4ab9e-ab82-4ba9-8d6c-ae7dbd7cee31","parentId":"933df8fd-abb2-4e4e-8f79-95ba2afebc6c",',
    '"name":"USA Western Region","description":"California, Nevada, Washington","path":"North America",',
    `"accountId":"${account}",${times}}]}`,
  ].join("");
  assert.equal(textOf(buildTree(bytesOf("autodesk/documented.json")), "emea"), autodesk);
  const nothing = '"description":null,"path":null,"accountId":null';
  const made = '"createdAt":"2025-05-15T06:06:18.763","updatedAt":null';
  const imocha = [
    '{"format":"business-units-snapshot/1","provider":"imocha","accountId":null,"region":null,"count":2,"units":[',
    `{"id":"164373","parentId":null,"name":"Default BU 1",${nothing},${made}},`,
    `{"id":"164374","parentId":null,"name":"Default BU 2",${nothing},${made}}]}`,
  ].join("");
  assert.equal(textOf(buildTree(bytesOf("imocha/documented.json"))), imocha);
  assert.equal(
    await digest(snapshot(buildTree(bytesOf("imocha/documented.json")))),
    "bd6cb0fea540afa7f2cd6542748126129dc90fcdf112de91d8d500dd59f49e1b",
  );
});

test("a snapshot reads back into the same tree, whose snapshot is the same", () => {
  let listings = 0;
  for (const [name, body] of bodies()) {
    using tree = treeOf(body);
    if (tree === undefined) continue;
    listings++;
    const bytes = snapshot(tree);
    using again = buildTree(bytes);
    assert.deepEqual(again.toArray(), tree.toArray(), name);
    assert.deepEqual(again.defects, tree.defects, name);
    assert.equal(again.provider, tree.provider, name);
    assert.deepEqual(snapshot(again), bytes, name);
    using other = small.buildTree(body);
    assert.deepEqual(snapshot(other), bytes, name);
  }
  assert.ok(listings > 100, `${listings} listings`);
});

test("the bytes are those of JSON.stringify", () => {
  for (const [, body] of bodies()) {
    using tree = treeOf(body);
    if (tree === undefined) continue;
    const text = textOf(tree, "US");
    assert.equal(JSON.stringify(JSON.parse(text)), text);
  }
});

test("what does not belong to a listing does not change its snapshot", () => {
  const units = [
    { id: "2", parentId: "1", name: "Norway" },
    { id: "1", name: "Europe" },
  ];
  const plain = textOf(buildTree(units, { accountId: "e3d5ef8d" }));
  assert.equal(textOf(buildTree(units, { accountId: "b.E3D5EF8D" })), plain);
  const shuffled = units.map((unit, index) => ({ ...unit, index })).reverse();
  assert.equal(textOf(buildTree(shuffled, { accountId: "e3d5ef8d" })), plain);
  const document = JSON.stringify({ asOf: "2026-11-30", accountId: "e3d5ef8d", warnings: [], units });
  assert.equal(textOf(buildTree(document)), plain);
});

test("iMocha's own count is kept, and its account as it is written", () => {
  const tree = buildTree('{"businessUnits":[{"businessUnitId":1}],"count":7}', { accountId: "Acme" });
  assert.match(textOf(tree), /"provider":"imocha","accountId":"Acme","region":null,"count":7,"units":\[/);
});

test("the digest is the SHA-256 in hexadecimal digits", async () => {
  for (const bytes of [new Uint8Array(), snapshot(buildTree("{}")), bytesOf("autodesk/documented.json")]) {
    assert.equal(await digest(bytes), createHash("sha256").update(bytes).digest("hex"));
  }
});

test("what is no tree, a freed tree and a region that is no text are refused", () => {
  const tree = buildTree("{}");
  const wrong = (value: unknown) => value as never;
  assert.throws(() => snapshot(wrong(Promise.resolve(tree))), { code: "ERR_OPTION" });
  assert.throws(() => snapshot(wrong(undefined)), { code: "ERR_OPTION" });
  assert.throws(() => snapshot(tree, { region: wrong(7) }), { code: "ERR_OPTION" });
  assert.throws(() => snapshot(tree, wrong(null)), { code: "ERR_OPTION" });
  tree.free();
  assert.throws(() => snapshot(tree), { code: "ERR_STATE" });
});
