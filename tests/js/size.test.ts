import assert from "node:assert/strict";
import { test } from "node:test";
import * as budget from "../bench/budget.mjs";
import { copyProblems } from "../bench/copies.mjs";
import { download, entries, tableReader } from "../bench/download.mjs";
import { functionsOf, sectionsOf } from "../bench/functions.mjs";
import { codeLines } from "../bench/lines.mjs";
import { ownerOf } from "../bench/owners.mjs";

for (const entry of entries) {
  test(`a page downloads no more for ${entry} than tests/bench/budget.mjs allows`, async () => {
    const { both, module } = await download(entry);
    const most = budget.downloads[entry];
    const measured = { both: both.gzip, module: module.gzip, brotli: module.brotli };
    for (const what of ["both", "module", "brotli"] as const)
      assert.ok(
        measured[what] <= most[what],
        `${what}: ${measured[what]} bytes; ${most[what]} are the ceiling`,
      );
  });
}

test("business-units/import is no larger than tests/bench/budget.mjs allows", async () => {
  const { gzip } = await tableReader();
  assert.ok(gzip <= budget.tableReader, `${gzip} bytes; ${budget.tableReader} are the ceiling`);
});

test("lines of code are counted without blank lines, comments and tests", () => {
  const rust = [
    "//! A module.",
    "",
    "use std::fmt; // counts",
    "    /// Documented.",
    "    fn one() {",
    "        two(); ",
    "    }",
    "#[cfg(test)]",
    "use std::io;",
    "#[cfg(test)]",
    "mod tests {",
    "    #[cfg(test)]",
    "    fn three() {",
    "    }",
    "",
    "    const FOUR: u8 = 4;",
    "}",
    "fn five() {}",
    "",
  ];
  assert.equal(codeLines(rust.join("\n")), 5);
});

const text = (characters: string) => [characters.length, ...new TextEncoder().encode(characters)];
const section = (id: number, ...content: number[]) => [id, content.length, ...content];

test("the functions of a module are found with their names, behind all that it imports", () => {
  const [FUNCTION, MEMORY] = [0, 2];
  const module = Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 0, 0),
    ...section(2, 2, ...text("m"), ...text("f"), FUNCTION, 0, ...text("m"), ...text("g"), MEMORY, 1, 1, 2),
    ...section(3, 2, 0, 0),
    ...section(10, 2, 2, 0, 0x0b, 3, 0, 0x01, 0x0b),
    ...section(
      0,
      ...text("name"),
      ...section(1, 3, 0, ...text("imported"), 1, ...text("one"), 2, ...text("two")),
    ),
  );
  assert.ok(WebAssembly.validate(module));
  assert.deepEqual(
    functionsOf(sectionsOf(module)).map(({ name, body }) => [name, [...body]]),
    [
      ["one", [0, 0x0b]],
      ["two", [0, 0x01, 0x0b]],
    ],
  );
});

for (const [name, ours, owner] of [
  ["business_units::json::stride::Stride::read::ha9a8a38800046612", true, "json"],
  ["business_units::tree::search::<impl business_units::tree::Tree>::search", true, "tree/search"],
  [
    "<business_units::provider::reason::Words as business_units::json::lexer::Tokens>::token",
    true,
    "provider",
  ],
  ["core::ptr::drop_in_place<alloc::vec::Vec<business_units::tree::defect::Defect>>", true, "tree"],
  ["core::ptr::drop_in_place<core::option::Option<js_sys::Function>>", false, "js_sys"],
  ["core::ptr::drop_in_place<alloc::string::String>", false, "core"],
  [
    "<dlmalloc[e24a27700634d609]::dlmalloc::Dlmalloc<dlmalloc[e24a27700634d609]::sys::System>>::malloc",
    false,
    "dlmalloc",
  ],
  ["js_sys::<impl core::convert::From<js_sys::JsString> for alloc::string::String>::from", false, "js_sys"],
  ["<&T as core::fmt::Debug>::fmt::h0123456789abcdef", false, "core"],
  ["__rustc[b7974e8690430dd9]::__rdl_alloc", false, "std"],
  ["unittree_at multivalue shim", true, "wasm"],
  ["__wbindgen_malloc", false, "wasm_bindgen"],
  ["memcmp", false, "compiler_builtins"],
] as const) {
  test(`${name} belongs to ${owner}`, () => assert.deepEqual(ownerOf(name), { ours, name: owner }));
}

test("a second copy of the reader, and what patterns of text bring, are told", () => {
  const once = [
    "business_units::json::Reader<L,F,S>::feed::ha9a8a38800046612",
    "<business_units::json::listing::Listing<L,F,S> as business_units::json::lexer::Tokens>::token::h0123456789abcdef",
    "business_units::json::listing::Listing<L,F,S>::token",
    "<&T as core::fmt::Debug>::fmt",
  ];
  assert.deepEqual(copyProblems(once), []);
  assert.deepEqual(copyProblems([...once, "business_units::json::Reader<L,F,S>::feed::h0123456789abcdef"]), [
    "business_units::json::Reader<L,F,S>::feed is there more than once",
  ]);
  const unwanted = [
    "<core::str::pattern::StrSearcher>::new",
    "core::str::slice_error_fail",
    "<char>::escape_debug_ext",
  ];
  assert.equal(copyProblems([...once, ...unwanted]).length, 3);
  assert.equal(copyProblems(unwanted.slice(0, 0)).length, 1);
});
