import { digest, snapshot } from "business-units/snapshot";
import QUnit from "qunit";
import { buildTree } from "./entry.ts";

const HOSTILE = 'a"b\\c/d\b\f\n\r\t\0\u001f\u007f\u2028\u{1f3d7} é';

/** Adds the tests of `business-units/snapshot`. */
export function snapshots(): void {
  QUnit.module("snapshots");

  QUnit.test("a snapshot has the bytes of JSON.stringify, and a digest", async (assert) => {
    const units = [
      { id: "2", parentId: "1", name: HOSTILE, updatedAt: "2016-04-11T03:49:09.176Z" },
      { id: "1", parentId: "", name: "Europe", description: "", path: "x", accountId: "A" },
    ];
    const tree = buildTree(units, { accountId: "B.AbC" });
    const bytes = snapshot(tree, { region: "emea" });
    const nothing = { description: null, path: null, accountId: null, createdAt: null, updatedAt: null };
    const expected = JSON.stringify({
      format: "business-units-snapshot/1",
      provider: "autodesk",
      accountId: "abc",
      region: "EMEA",
      count: 2,
      units: [
        { id: "2", parentId: "1", name: HOSTILE, ...nothing, updatedAt: "2016-04-11T03:49:09.176Z" },
        { id: "1", parentId: "", name: "Europe", ...nothing, description: "", path: "x", accountId: "A" },
      ],
    });
    assert.strictEqual(new TextDecoder().decode(bytes), expected);
    assert.strictEqual(
      await digest(new Uint8Array()),
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    const again = buildTree(bytes);
    assert.deepEqual(again.toArray(), tree.toArray());
    assert.deepEqual(snapshot(again, { region: "EMEA" }), bytes);
    for (const one of [tree, again]) one.free();
  });
}
