import assert from "node:assert/strict";
import { test } from "node:test";
import { packageText } from "../../pkg/scripts/build.mjs";
import { textOf } from "./texts.ts";

test("the package's README has no picture, and no link to a file that the package does not have", () => {
  const readme = packageText("README.md", textOf("README.md"));
  const links = Array.from(readme.matchAll(/\]\(([^)]+)\)/g), ([, target]) => target);
  assert.deepEqual(links, ["CHANGELOG.md"]);
  assert.doesNotMatch(readme, /!\[/);
  assert.match(readme, /\barchitecture, decisions, contributing\b/);
});

test("the package's other texts are those of the repository", () => {
  assert.equal(packageText("CHANGELOG.md", "[one](docs/one.md)"), "[one](docs/one.md)");
});
