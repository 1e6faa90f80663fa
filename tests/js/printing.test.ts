import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { buildTree } from "business-units";
import * as small from "business-units/tree";

const PRINT = Symbol.for("nodejs.util.inspect.custom");

test("a console shows what is known of a tree of either entry, and its units", () => {
  for (const build of [buildTree, small.buildTree]) {
    using tree = build([
      { id: "1", name: "Europe" },
      { id: "2", parentId: "1" },
      { id: "3", parentId: "4" },
    ]);
    const text = `UnitTree {
  provider: 'autodesk',
  size: 3,
  height: 1,
  defects: 1,
  units: [
    'Europe (1)',
    '   (2)',
    ' (3)'
  ]
}`;
    assert.equal(inspect(tree), text);
  }
});

test("a console shows the first twenty of many units", () => {
  using tree = buildTree(Array.from({ length: 30 }, (_, id) => ({ id })));
  assert.match(inspect(tree), /' \(19\)',\n {4}'… and 10 more'\n/);
});

test("a name that would command a terminal is escaped", () => {
  using tree = buildTree([{ id: "1", name: "\u001b[31m\u009b" }]);
  assert.ok(!["\u001b", "\u009b"].some((control) => inspect(tree).includes(control)));
});

test("a freed tree is shown as such", () => {
  const tree = buildTree("{}");
  tree.free();
  assert.match(inspect(tree), /The tree was freed/);
});

test("a tree that is too deep in what is printed is its name", () => {
  using tree = buildTree("{}");
  assert.match(inspect([[[[tree]]]]), /\[Array\]/);
  const print = (tree as unknown as Record<symbol, (depth: number, options: object) => unknown>)[PRINT];
  assert.equal(print?.call(tree, -1, {}), "[UnitTree]");
});
