import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { root } from "../js/commands.ts";
import { files, isIgnored, prose, read, texts } from "./texts.ts";

const folders = new Set(files.flatMap((file) => (file.includes("/") ? [file.split("/")[0]] : [])));
const ENDINGS = /\.(?:rs|ts|js|mjs|md|json|jsonc|toml|css|html)$/;
const PATH = /^[\w.@*<>-]+(?:\/[\w.@*<>-]+)*\/?$/;

/** The targets of links and pictures. */
function linksIn(text: string): string[] {
  return Array.from(prose(text).matchAll(/\]\(([^()\s]+)\)/g), ([, target = ""]) => target);
}

/** What stands in backticks. */
function codeIn(text: string): string[] {
  return Array.from(prose(text).matchAll(/`([^`\n]+)`/g), ([, code = ""]) => code);
}

/** The anchor that a heading has on the usual hosts: lower case, spaces as hyphens, no punctuation. */
function anchorOf(heading: string): string {
  const bare = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  return bare.replaceAll(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");
}

function anchorsOf(text: string): string[] {
  return Array.from(prose(text).matchAll(/^#+ (.*)$/gm), ([, heading = ""]) => anchorOf(heading));
}

/** What is wrong with a link of a text. */
function linkProblem(file: string, target: string): string | undefined {
  if (/^[a-z]+:/.test(target)) return undefined;
  const [relative = "", anchor] = target.split("#");
  const aim = relative === "" ? file : path.posix.join(path.posix.dirname(file), relative);
  if (!existsSync(path.join(root, aim))) return `${target} does not exist`;
  if (anchor === undefined || anchorsOf(read(aim)).includes(anchor)) return undefined;
  return `${target} names a heading that is not there`;
}

/** Whether code looks like a path of the repository: it begins with one of its folders, or ends as a source does. */
function isPath(code: string): boolean {
  const [first = ""] = code.split("/");
  return (
    PATH.test(code) && first !== "." && (ENDINGS.test(code) || (code.includes("/") && folders.has(first)))
  );
}

/**
 * Whether a path is there: from the root, beside the text, in the package as it is published, or where the files of the
 * made-up provider stand in for it. A name alone may be in any folder. `*` and `<name>` stand for any part of a name.
 */
function isThere(file: string, code: string): boolean {
  const bare = code.replace(/\/$/, "");
  const beside = path.posix.join(path.posix.dirname(file), bare);
  const isAt = (place: string) =>
    files.some((one) => formOf(place).exec(one)?.index === 0) || isIgnored(place);
  if ([bare, beside, `pkg/${bare}`, `tests/third-provider/files/${bare}`].some(isAt)) return true;
  return !code.includes("/") && files.some((one) => formOf(bare).test(one));
}

function formOf(place: string): RegExp {
  const parts = place.split(/\*+|<[^>]*>/).map((part) => part.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?:^|/)${parts.join("[^/]+")}(?:/|$)`);
}

describe("every link leads somewhere", () => {
  for (const { file, text } of texts) {
    test(file, () => {
      const problems = linksIn(text).flatMap((target) => linkProblem(file, target) ?? []);
      assert.deepEqual(problems, []);
    });
  }
});

describe("every path in backticks exists", () => {
  for (const { file, text } of texts) {
    test(file, () => {
      const missing = codeIn(text).filter((code) => isPath(code) && !isThere(file, code));
      assert.deepEqual(missing, []);
    });
  }
});

test("every path in a comment exists", () => {
  const sources = files.filter((file) => /\.(?:rs|ts|mjs|jsonc|css)$/.test(file));
  const missing = sources.flatMap((file) => {
    const comments = Array.from(read(file).matchAll(/(?:\/\/|^ *\*)(.*)$/gm), ([, comment = ""]) => comment);
    const paths = comments
      .join("\n")
      .matchAll(/(?<![\w./@-])(?:src|pkg|www|tests|docs)\/[\w./]*\.(?:rs|ts|mjs|md)\b/g);
    return Array.from(paths, ([found]) => found).flatMap((found) =>
      isThere(file, found) ? [] : [`${file}: ${found}`],
    );
  });
  assert.deepEqual(missing, []);
});

test("every npm script that a text names is in package.json", () => {
  const { scripts } = JSON.parse(read("package.json"));
  for (const { file, text } of texts) {
    for (const [, name = ""] of text.matchAll(/\bnpm run (?!-)([\w:]*\w)(?![\w:<])/g)) {
      assert.ok(name in scripts, `${file}: npm run ${name}`);
    }
  }
});

test("no text and no source names anything outside of the repository", () => {
  const outside =
    /\/work\/|\bthe issue\b|\bpolicy [A-Z]\d\b|\bclosing note\b|\b(?:house|language|contract|lean|plan)\.md\b/i;
  const sources = files.filter((file) => /\.(?:md|rs|ts|js|mjs|jsonc|toml|css)$/.test(file));
  const named = sources.flatMap((file) => {
    const [found] = outside.exec(read(file)) ?? [];
    return found === undefined || file === "tests/docs/links.test.ts" ? [] : [`${file}: ${found}`];
  });
  assert.deepEqual(named, []);
});

test("every text names its actors", () => {
  const riddles = texts.flatMap(({ file, text }) => {
    const found = file.endsWith("RESULTS.md") ? null : /\b(?:whoever|nobody|somebody)\b.*/i.exec(prose(text));
    return found === null ? [] : [`${file}: ${found[0]}`];
  });
  assert.deepEqual(riddles, []);
});
