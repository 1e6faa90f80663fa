import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ERROR_CODES } from "../../pkg/dist/error-code.js";
import { climates } from "../../www/sandbox/weather/climate.mjs";
import { download, type Entry } from "../bench/download.mjs";
import { suites } from "../steps/suites.mjs";
import { changedFiles, ownFiles } from "../third-provider/copy.ts";
import { codeValues, numbersIn, productOf } from "./numbers.ts";
import { files, read, tableRows, textOf, texts } from "./texts.ts";

const README_LINES = 150;

test("README.md takes two minutes", () => {
  const lines = textOf("README.md").trimEnd().split("\n").length;
  assert.ok(lines <= README_LINES, `${lines} lines`);
});

describe("a number in a text is the one in the code", () => {
  for (const { file, text } of texts) {
    for (const row of text.matchAll(/^\|(.+)\|([^|]+)\| `([^`]+)` in `([^`]+)` \|$/gm)) {
      const [, what = "", said = "", name = "", source = ""] = row;
      test(`${file}: ${what.trim()}`, () => {
        assert.ok(files.includes(source), `${source} is missing`);
        const inCode = codeValues(read(source), name);
        const inText = [...numbersIn(said)];
        const found = inCode.map((value) => [...value]);
        const isThere = found.some((numbers) => String(numbers) === String(inText));
        assert.ok(isThere, `${said.trim()} in the text, ${JSON.stringify(found)} in ${source} (${name})`);
      });
    }
  }
});

/** The rules of docs/policies.md that an option or a setting changes, and their numbers. */
const rules = Array.from(
  textOf("docs/policies.md").matchAll(/^\|[^|]*\(`(\w+)`\)[^|]*\|([^|]+)\|/gm),
  ([, name = "", said = ""]) => ({ name, numbers: numbersIn(said) }),
);

/** The numbers that a text gives as the default of something. */
function defaultIn(text: string): number[] {
  const [, said = ""] = /Default:? `?(\d+(?: \d{3})*(?: MiB)?)/.exec(text) ?? [];
  return numbersIn(said);
}

describe("the default in the doc comment of an option is the one of docs/policies.md", () => {
  const sources = files
    .filter((file) => /^pkg\/src\/(?!export).*\.ts$/.test(file))
    .map(read)
    .join("\n");
  for (const { name, numbers } of rules.filter(({ name }) => /[a-z]/.test(name))) {
    test(name, () => {
      const comment = new RegExp(`/\\*\\*((?:(?!\\*/).)*)\\*/\\s*${name}\\?:`, "gs");
      const defaults = Array.from(sources.matchAll(comment), ([, text = ""]) => defaultIn(text));
      const found = defaults.filter((numbers) => numbers.length > 0);
      assert.deepEqual(found, [numbers]);
    });
  }
});

describe("the default of a setting in www/DEPLOY.md is the one of docs/policies.md", () => {
  const settings = tableRows(textOf("www/DEPLOY.md"), "On Cloudflare");
  const names = new Set(rules.map(({ name }) => name).filter((name) => !/[a-z]/.test(name)));
  for (const name of names) {
    test(name, () => {
      const [, about = ""] = settings.find(([first]) => first === `\`${name}\``) ?? [];
      const { numbers = [] } = rules.find((rule) => rule.name === name) ?? {};
      const [first = Number.NaN] = about.includes("seconds") ? numbers.map((ms) => ms / 1_000) : numbers;
      assert.equal(Number(/Default `?(\d+)/.exec(about)?.[1]), first);
    });
  }
});

describe("the sizes in README.md are those that are measured", () => {
  const sizes =
    /downloads (\d+) kB of module and (\d+) kB of scripts \(gzip\), or (\d+) kB and (\d+) kB for/.exec(
      textOf("README.md"),
    );
  const said = sizes?.slice(1).map(Number) ?? [];
  const entries: Entry[] = ["business-units", "business-units/tree"];
  for (const [at, entry] of entries.entries()) {
    test(entry, async () => {
      const { module, code } = await download(entry);
      for (const [nth, { gzip }] of [module, code].entries()) {
        const kB = said[2 * at + nth] ?? 0;
        assert.ok(
          Math.abs(kB * 1_000 - gzip) < Math.max(500, gzip / 50),
          `${kB} kB in the text, ${gzip} bytes`,
        );
      }
    });
  }
});

/** The names in the first column of a table. */
function namesIn(file: string, heading: string): string[] {
  return tableRows(textOf(file), heading).flatMap(([first = ""]) => {
    return Array.from(first.matchAll(/`([^`]+)`/g), ([, name = ""]) => name);
  });
}

test("docs/errors-and-defects.md lists every error code", () => {
  const listed = namesIn("docs/errors-and-defects.md", "Errors").filter((name) => name.startsWith("ERR_"));
  assert.deepEqual(listed.sort(), [...ERROR_CODES].sort());
});

test("docs/errors-and-defects.md lists every field of an error", () => {
  const listed = namesIn("docs/errors-and-defects.md", "Errors").filter((name) => !name.startsWith("ERR_"));
  const [, fields = ""] = /interface ErrorDetails \{(.*?)^\}/ms.exec(read("pkg/src/errors.ts")) ?? [];
  const declared = Array.from(fields.matchAll(/^ {2}(\w+)\?:/gm), ([, name]) => name);
  assert.deepEqual(listed.sort(), declared.sort());
});

test("docs/errors-and-defects.md lists every kind of defect", () => {
  const declared = Array.from(read("pkg/src/defect.ts").matchAll(/(?:UnitDefect<|kind: )"(\w+)"/g));
  const kinds = new Set(declared.map(([, kind]) => kind));
  assert.deepEqual(
    namesIn("docs/errors-and-defects.md", "Defects").filter((name) => kinds.has(name)),
    [...kinds],
  );
});

test("docs/sandbox.md lists every weather", () => {
  assert.deepEqual(
    namesIn("docs/sandbox.md", "Weather").filter((name) => name in climates),
    Object.keys(climates),
  );
});

test("tests/README.md lists every suite, in the order in which they are begun", () => {
  const listed = tableRows(textOf("tests/README.md"), "Suites").map(([first = ""]) =>
    first.replaceAll("`", ""),
  );
  assert.deepEqual(
    listed,
    suites.map(({ name }) => name),
  );
});

test("CONTRIBUTING.md counts the files of the made-up provider, and names them and the lists", () => {
  const text = textOf("CONTRIBUTING.md");
  const [, own, lists] = /is (\d+) files in `[^`]+`, and lines in (\d+) lists/.exec(text) ?? [];
  assert.deepEqual([Number(own), Number(lists)], [ownFiles().length, changedFiles.length]);
  const table = tableRows(text, "A provider").map((cells) => cells.join(" "));
  for (const file of [...ownFiles(), ...changedFiles]) {
    const isNamed = table.some((row) => row.includes(`\`${file}\``) || inFolder(row, file));
    assert.ok(isNamed, file);
  }
});

/** Whether a row names the folder of a file and, apart from it, the file. */
function inFolder(row: string, file: string): boolean {
  const at = file.lastIndexOf("/");
  return row.includes(`\`${file.slice(0, at)}\``) && row.includes(`\`${file.slice(at + 1)}\``);
}

test("docs/architecture.md has the modules and their dependencies as the test of the crate has them", () => {
  const table = read("tests/core/architecture.rs");
  const rows = Array.from(
    table.matchAll(/^\s*\("(\w+)", &\[([^\]]*)\]\),$/gm),
    ([, name = "", others = ""]) => {
      return [name, Array.from(others.matchAll(/\w+/g), String).sort()];
    },
  );
  const listed = tableRows(textOf("docs/architecture.md"), "Who may import whom").map(
    ([name = "", others = ""]) => {
      return [
        name.replaceAll("`", ""),
        Array.from(others.matchAll(/`(\w+)`/g), ([, other = ""]) => other).sort(),
      ];
    },
  );
  assert.notEqual(rows.length, 0);
  assert.deepEqual(
    listed.filter(([name]) => name !== "wasm"),
    rows.filter(([name]) => name !== "wasm"),
  );
});

describe("a decision is a question, an answer, an alternative and what would change it", () => {
  for (const { file, text } of texts.filter(({ file }) => /^docs\/decisions\/(?!README)/.test(file))) {
    test(file, () => {
      const [head = "", ...decisions] = text.split(/^## /m);
      assert.match(head, /^# Decisions: \w+\n/);
      for (const decision of decisions) {
        assert.match(decision, /^[^\n]+\?\n\n.+\n\n- Instead of: .+\n- Revisit when: .+\n$/s);
      }
    });
  }
});

test("numbers are read as they are written", () => {
  assert.deepEqual(numbersIn("8.5 s"), [8_500]);
  assert.deepEqual(numbersIn("64 MiB"), [67_108_864]);
  assert.deepEqual(numbersIn("408, 520 to 522"), [408, 520, 521, 522]);
  assert.deepEqual(numbersIn("1 000 000"), [1_000_000]);
  assert.deepEqual(codeValues("const A_MS: u64 = 8_000;\nconst B = { cMs: 2 * A_MS, d: 0.5 };", "B.cMs"), [
    [16_000],
  ]);
  assert.equal(productOf("24 * HOUR", "const HOUR = 3_600_000;"), 86_400_000);
});
