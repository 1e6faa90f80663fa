import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { choose } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

async function printed(page: Page): Promise<{ lines: string[]; text: string }> {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const lines = await page.locator("print-sheet .line").allTextContents();
  return { lines, text: await page.locator("print-sheet").innerText() };
}

test("all levels are printed, whatever is open, with the account's name and the date", async () => {
  const { page, seen } = await stage.open({ colorScheme: "dark" });
  const outline = ["Europe", "  Norway", "    Oslo", "      <b>Port</b>", "Asia"];
  await serveListing(page, unitsOf(outline));
  await choose(page, "Documented example");
  await page.getByRole("button", { name: "Close all" }).click();
  const { lines, text } = await printed(page);
  assert.deepEqual(
    lines,
    outline.map((line) => line.trim()),
  );
  assert.match(
    text,
    /^Documented example\s+Business units as of \d+ \w+ \d{4}, \d\d:\d\d: 5 units in 4 levels\./,
  );
  const indents = await page
    .locator("print-sheet .line")
    .evaluateAll((all) => all.map((line) => Number.parseFloat(getComputedStyle(line).paddingInlineStart)));
  assert.ok(indents[0] === 0 && (indents[1] ?? 0) > 0 && (indents[2] ?? 0) > (indents[1] ?? 0));
  assertHarmless(seen);
});

test("paper is black on white in the dark theme too, and shows nothing of the screen", async () => {
  const { page } = await stage.open({ colorScheme: "dark" });
  await serveListing(page, unitsOf(["Europe"]));
  await choose(page, "Documented example");
  await printed(page);
  const colours = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    const line = document.querySelector("print-sheet .line");
    return [color, backgroundColor, line && getComputedStyle(line).color];
  });
  assert.deepEqual(colours, ["rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgb(0, 0, 0)"]);
  assert.ok(!(await page.locator("header").isVisible()) && !(await page.locator("main").isVisible()));
});

test("a listing of pages becomes pages, and the sheet is gone afterwards", async () => {
  const { page } = await stage.open();
  await serveListing(
    page,
    unitsOf(Array.from({ length: 2_000 }, (_, at) => `${at === 0 ? "" : "  "}Unit ${at}`)),
  );
  await choose(page, "Documented example");
  const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
  assert.ok((pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0) > 20);
  await page.locator("print-sheet .line").first().waitFor({ state: "detached" });
});

test("what is too long for paper is cut, and that is said on it", async () => {
  const { page } = await stage.open();
  const units = Array.from({ length: 100_000 }, (_, at) => ({ id: `u${at}`, name: `Unit ${at}` }));
  await serveListing(page, units);
  await choose(page, "Documented example");
  const { lines, text } = await printed(page);
  assert.equal(lines.length, 20_000);
  assert.match(text, /Printed are the first 20,000 of 100,000 units\./);
});

test("without a tree the page is printed as it stands", async () => {
  const { page } = await stage.open();
  await choose(page, "404");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("page-notice").isVisible());
});
