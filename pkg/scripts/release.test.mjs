// @ts-check
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { contentProblems, expectedContents } from "./contents.mjs";
import { billOf, checksums } from "./crates.mjs";
import { versionProblems } from "./versions.mjs";

describe("versionProblems()", () => {
  const good = {
    manifest: '{ "version": "1.2.0" }',
    cargo: '[package]\nversion = "1.2.0"\n',
    changelog: "# Changelog\n\n## [Unreleased]\n\n## [1.2.0]\n\n### Added\n- a\n\n## [1.1.0]\n",
    tags: ["v1.1.0"],
  };
  const unfinished = "## [Unreleased]\n\n### Added\n- b\n\n## [1.2.0]\n";

  test("has nothing to say when all name the same new version", () => {
    assert.deepEqual(versionProblems(good), []);
  });

  for (const [claim, change, says] of /** @type {const} */ ([
    ["another version of the crate", { cargo: 'version = "1.1.0"' }, /Cargo\.toml says 1\.1\.0/],
    ["an older changelog", { changelog: "## [1.1.0]\n" }, /newest version is 1\.1\.0/],
    ["a tag of that name", { tags: ["v1.2.0"] }, /v1\.2\.0 is tagged already/],
    ["entries that are under no version", { changelog: unfinished }, /entries under Unreleased/],
  ])) {
    test(`tells of ${claim}`, () => {
      const [problem = "", ...others] = versionProblems({ ...good, ...change });
      assert.match(problem, says);
      assert.deepEqual(others, []);
    });
  }
});

describe("contentProblems()", () => {
  const expected = expectedContents(["index.ts", "wasm.d.ts"], ["table.js"]);
  const files = expected.map((name) =>
    name.replace(/^(.*)table\.js$/, "$1snippets/business-units-1f/src/wasm/table.js"),
  );

  test("has nothing to say of what the sources become", () => {
    assert.deepEqual(contentProblems(files, expected), []);
    assert.ok(expected.includes("dist/index.js") && expected.includes("dist/wasm.d.ts"));
  });

  test("tells of what is missing, and of what does not belong there", () => {
    const odd = files.filter((name) => name !== "dist/bytes.js").concat("wasm/.gitignore");
    assert.deepEqual(contentProblems(odd, expected), [
      "dist/bytes.js is missing",
      "wasm/.gitignore does not belong there",
    ]);
  });
});

describe("a bill of the crates", () => {
  const crate = (/** @type {string} */ name) => ({
    id: name,
    name,
    version: "1.0.0",
    license: "MIT/Apache-2.0",
    source: "r",
  });
  const dep = (/** @type {string} */ pkg, /** @type {string | null} */ kind = null) => ({
    pkg,
    dep_kinds: [{ kind }],
  });
  const metadata = {
    packages: ["ours", "used", "build", "test"].map(crate),
    resolve: {
      root: "ours",
      nodes: [
        { id: "ours", deps: [dep("used"), dep("test", "dev")] },
        { id: "used", deps: [dep("build", "build")] },
        { id: "build", deps: [] },
        { id: "test", deps: [] },
      ],
    },
  };

  test("lists what is compiled and what builds it, with its sums, and not what only tests it", () => {
    const sums = checksums('[[package]]\nname = "used"\nversion = "1.0.0"\nsource = "r"\nchecksum = "ab"\n');
    const { components, metadata: about, dependencies } = billOf(metadata, sums);
    assert.deepEqual(
      components.map(({ purl, hashes, licenses }) => [purl, hashes?.[0]?.content, licenses?.[0]?.expression]),
      [
        ["pkg:cargo/build@1.0.0", undefined, "MIT OR Apache-2.0"],
        ["pkg:cargo/used@1.0.0", "ab", "MIT OR Apache-2.0"],
      ],
    );
    assert.equal(about.component?.name, "ours");
    assert.deepEqual(dependencies[0], { ref: "pkg:cargo/ours@1.0.0", dependsOn: ["pkg:cargo/used@1.0.0"] });
  });
});
