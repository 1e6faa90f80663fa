import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { fileName } from "../../www/app/model/file-name.ts";
import { tabbed } from "../../www/app/model/tabbed.ts";
import { choose, details, row } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();
const UNITS = unitsOf(["Europe", "  Western Region", "    Lyon", "    Gent", "      Port", "  East", "Asia"]);
const CLIPBOARD = { permissions: ["clipboard-read", "clipboard-write"] };

async function openUnit(page: Page, name: string, units: readonly unknown[] = UNITS): Promise<void> {
  await serveListing(page, units);
  await choose(page, "Documented example");
  await row(page, name).click();
}

function pasted(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test("the details count what is below a unit", async () => {
  const { page } = await stage.open();
  await openUnit(page, "Western Region");
  assert.equal((await details(page))["Below it"], "3 units: 2 directly, 2 with nothing below");
});

test("the ids of a unit and everything below it are copied one a line, and counted", async () => {
  const { page } = await stage.open(CLIPBOARD);
  await openUnit(page, "Western Region");
  await page.getByRole("button", { name: "Copy the ids" }).click();
  await page.getByText("Copied 4 ids, one a line.").waitFor();
  assert.equal(await pasted(page), "Western Region\nLyon\nGent\nPort");
});

test("units without an id are left out, and that is told; a repeated id is copied with its own unit", async () => {
  const { page } = await stage.open(CLIPBOARD);
  const units = [
    { id: "1", name: "First" },
    { id: "2", name: "Other" },
    { id: "1", parentId: "2", name: "Again" },
    { id: "", parentId: "2", name: "Without" },
  ];
  await openUnit(page, "Other", units);
  await page.getByRole("button", { name: "Copy the ids" }).click();
  await page.getByText("Copied 2 ids, one a line. 1 unit without an id left out.").waitFor();
  assert.equal(await pasted(page), "2\n1");
});

test("the table of a unit and everything below it is copied with tabs", async () => {
  const { page } = await stage.open(CLIPBOARD);
  await openUnit(page, "Gent");
  await page.getByRole("button", { name: "Copy as a table" }).click();
  await page.getByText("Copied 2 rows and a heading.").waitFor();
  const lines = (await pasted(page)).trimEnd().split(/\r?\n/);
  const cells = lines.map((line) => line.split("\t").slice(0, 3));
  assert.deepEqual(cells, [
    ["id", "parentId", "name"],
    ["Gent", "Western Region", "Gent"],
    ["Port", "Gent", "Port"],
  ]);
});

test("everything below Western Region comes as a table by keyboard alone", async () => {
  const { page, seen } = await stage.open();
  await serveListing(page, UNITS);
  await choose(page, "Documented example");
  await page.keyboard.press("/");
  await page.keyboard.type("western");
  await page.keyboard.press("Enter");
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  let presses = 0;
  while (!(await focused()).startsWith("Download") && presses < 20) {
    await page.keyboard.press("Tab");
    presses++;
  }
  const arrives = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const download = await arrives;
  assert.equal(download.suggestedFilename(), "units-below-Western-Region.csv");
  const text = await readFile(await download.path(), "utf8");
  const names = text
    .split("\r\n")
    .slice(1, -1)
    .map((line) => line.split(",")[2]);
  assert.deepEqual(names, ["Western Region", "Lyon", "Gent", "Port"]);
  await page.getByText("Saved 4 units as units-below-Western-Region.csv.").waitFor();
  assertHarmless(seen);
});

test("where the browser refuses to copy, the text stands selected and the page says what to press", async () => {
  const { page } = await stage.open();
  await openUnit(page, "Western Region");
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.getByRole("button", { name: "Copy the ids" }).click();
  await page.getByText("Press Ctrl+C").waitFor();
  assert.equal(await page.evaluate(() => getSelection()?.toString()), "Western Region\nLyon\nGent\nPort");
  await row(page, "Asia").click();
  assert.equal(await page.locator("below-actions textarea").count(), 0);
});

test("tabbed() puts tabs between cells and keeps quoted ones", () => {
  assert.equal(tabbed('a,b\r\n"1,2","say ""x"", y"\r\n,,\r\n'), 'a\tb\r\n"1,2"\t"say ""x"", y"\r\n\t\t\r\n');
  assert.equal(tabbed("a\tb,c"), '"a\tb"\tc');
  assert.equal(tabbed('"two\r\nlines",x'), '"two\r\nlines"\tx');
});

test("fileName() is harmless whatever the unit is called", () => {
  assert.equal(fileName("Göteborg / Port", "csv"), "units-below-Göteborg-Port.csv");
  assert.equal(fileName("../../etc\u202Egpj.exe", "csv"), "units-below-etc-gpj-exe.csv");
  assert.equal(fileName("<>:|?*", "csv"), "units-below.csv");
  assert.ok(fileName("x".repeat(255), "csv").length < 90);
});
