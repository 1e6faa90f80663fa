import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { filesIn } from "../../pkg/scripts/stamp.mjs";
import { pageFolder } from "../../www/build.mjs";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();
const folder = path.join(pageFolder, "reference");
const reference = new URL("reference/", stage.url);
const pages = filesIn(folder).filter((file) => file.endsWith(".html"));

/** The address that a page is served at. */
function addressOf(page: string): string {
  return new URL(path.relative(folder, page).replace(/index\.html$/, ""), reference).href;
}

/** All that an entry of the package exports, types too. */
function exportsOf(entry: string): string[] {
  const text = readFileSync(new URL(`../../pkg/src/${entry}`, import.meta.url), "utf8");
  const lists = Array.from(text.matchAll(/^export (?:type )?\{(.*?)\} from/gms), ([, names = ""]) => names);
  return lists.flatMap((names) => names.match(/\w+(?=\s*(?:,|$))/g) ?? []);
}

for (const [entry, module] of [
  ["index.ts", "business-units"],
  ["shared.ts", "business-units"],
  ["tree/index.ts", "business-units_tree"],
  ["export.ts", "business-units_export"],
  ["import.ts", "business-units_import"],
  ["snapshot.ts", "business-units_snapshot"],
] as const) {
  test(`the reference has a page for each export of ${entry}`, () => {
    const shown = new Set(pages.map((page) => path.basename(path.dirname(page))));
    const missing = exportsOf(entry).filter((name) => !shown.has(`${module}.${name}`));
    assert.deepEqual(missing, []);
    assert.ok(shown.has(module));
  });
}

test("every link of the reference leads to a page, and to a place in it", async () => {
  const reached = new Map<string, string>();
  const wanted: [from: string, to: string][] = [["", reference.href]];
  for (const [from, to] of wanted) {
    const [address = "", place = ""] = to.split("#");
    if (!reached.has(address)) {
      const answer = await fetch(address, { redirect: "manual" });
      assert.equal(answer.status, 200, `${to} of ${from}`);
      assert.equal(answer.headers.get("content-type"), typeOf(address), address);
      const text = await answer.text();
      reached.set(address, text);
      wanted.push(...(address.endsWith("/") ? linksOf(text, address) : []));
    }
    if (place !== "")
      assert.match(reached.get(address) ?? "", new RegExp(` id="${place}"`), `${to} of ${from}`);
  }
  assert.deepEqual(
    pages.map(addressOf).filter((address) => !reached.has(address)),
    [],
  );
});

function linksOf(html: string, page: string): [from: string, to: string][] {
  const links = Array.from(html.matchAll(/ href="([^"]*)"/g), ([, link = ""]) => new URL(link, page));
  // Elsewhere stand only the types of JavaScript itself.
  return links.filter(({ origin }) => origin === reference.origin).map(({ href }) => [page, href]);
}

function typeOf(address: string): string {
  if (address.endsWith(".css")) return "text/css; charset=utf-8";
  return address.endsWith(".svg") ? "image/svg+xml" : "text/html; charset=utf-8";
}

test("no page of the reference holds a script, a style or a handler of its own, or a form", () => {
  for (const page of pages) {
    const html = readFileSync(page, "utf8");
    assert.doesNotMatch(html, /<script|<style|<button|<input|<form|<[^>]* (?:style|on\w+)=/, page);
  }
  assert.deepEqual(
    filesIn(folder).filter((file) => /\.m?js$/.test(file)),
    [],
  );
});

test("the reference keeps to the site's policy and to the width of a telephone", async () => {
  const { page, seen } = await stage.open({ colorScheme: "dark", viewport: { width: 390, height: 800 } });
  for (const address of pages.map(addressOf)) {
    await page.goto(address);
    const across = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(across <= 390, `${address} is ${across} pixels wide`);
  }
  assertHarmless(seen);
});
