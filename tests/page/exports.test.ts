import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { buildTree, type UnitTree } from "business-units";
import { csv, csvLevels, svg } from "business-units/export";
import type { Page } from "playwright-core";
import { listingFileName } from "../../www/app/model/file-name.ts";
import { choose, outline } from "./support/explorer.ts";
import { chooseFile } from "./support/files.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();
const UNITS = unitsOf(["Europe", "  =1+1", '  "Nor", way', "    Oslo", "Asia"]);
const NAME = "Documented example";

async function openUnits(page: Page, units: readonly unknown[] = UNITS): Promise<void> {
  await serveListing(page, units);
  await choose(page, NAME);
}

/** What the page saves when this is chosen of its menu. */
async function saved(page: Page, label: string): Promise<{ name: string; text: string }> {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: label }).click();
  const file = await download;
  await page.getByText(`Saved as ${file.suggestedFilename()}`).waitFor();
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

const built = (units: readonly unknown[]): UnitTree =>
  buildTree(JSON.stringify({ provider: "autodesk", accountId: null, region: null, units }));

test("each table and picture holds the very bytes that the package writes", async () => {
  const { page, seen } = await stage.open();
  await openUnits(page);
  using tree = built(UNITS);
  const title = NAME;
  const expected = {
    "Table, one row a unit": csv(tree, { bom: true }),
    "Table with a column a level": csvLevels(tree, { bom: true }),
    "Picture as an icicle": svg(tree, { as: "icicle", title }),
    "Picture of boxes and lines": svg(tree, { as: "chart", title }),
  };
  for (const [label, text] of Object.entries(expected))
    assert.equal((await saved(page, label)).text, text, label);
  assertHarmless(seen);
});

test("of ids that a spreadsheet would change the page says so when it saves a table, and only then", async () => {
  const { page } = await stage.open();
  await openUnits(page, [
    { id: "0363", name: "Europe" },
    { id: "73928e03", parentId: "0363", name: "Norway" },
    { id: "A1", name: "Asia" },
  ]);
  await saved(page, "Table, one row a unit");
  await page.getByText("A spreadsheet would change 2 ids, such as 0363").waitFor();
  await saved(page, "Everything about each unit");
  assert.equal(await page.getByText("A spreadsheet would change").count(), 0);
});

test("the JSON builds the same tree again, and says when it was so", async () => {
  const { page } = await stage.open();
  await openUnits(page);
  const { text } = await saved(page, "Everything about each unit");
  using tree = built(UNITS);
  using again = buildTree(text);
  assert.deepEqual(again.toArray(), tree.toArray());
  assert.ok(!Number.isNaN(Date.parse(JSON.parse(text).asOf)));
});

test("the JSON says what the worker's answer says: also the region, what is wrong and that it is old", async () => {
  const { page } = await stage.open();
  const account = { provider: "autodesk", accountId: "a-1", region: "EMEA", name: NAME };
  await page.route("**/api/accounts", (route) =>
    route.fulfill({ json: { sandbox: true, accounts: [account] } }),
  );
  const units = [{ id: "1", parentId: "gone", name: "Orphan" }];
  const answer = { provider: "autodesk", accountId: "a-1", region: "EMEA", units };
  await page.route("**/business-units*", (route) =>
    route.fulfill({ json: answer, headers: { age: "7200", "x-cache": "SIE" } }),
  );
  await page.reload();
  await choose(page, NAME);
  const { asOf, units: _, ...said } = JSON.parse((await saved(page, "Everything about each unit")).text);
  using tree = built(units);
  assert.ok(Date.parse(asOf) < Date.now() - 7_000_000);
  assert.deepEqual(said, {
    stale: true,
    provider: "autodesk",
    accountId: "a-1",
    region: "EMEA",
    warnings: [],
    defects: JSON.parse(JSON.stringify(tree.defects)),
  });
});

test("what the page saved is read back into the same tree: both tables and the JSON", async () => {
  const { page, seen } = await stage.open();
  await openUnits(page);
  await page.getByRole("button", { name: "Open all" }).click();
  const before = await outline(page);
  for (const label of [
    "Table, one row a unit",
    "Table with a column a level",
    "Everything about each unit",
  ]) {
    const { name, text } = await saved(page, label);
    await chooseFile(page, { name, content: text });
    await page.locator("#tree-title", { hasText: name }).waitFor();
    await page.getByRole("button", { name: "Open all" }).click();
    assert.deepEqual(await outline(page), before, label);
  }
  assertHarmless(seen);
});

test("the menu is opened, walked and closed with the keyboard, and gives the focus back", async () => {
  const { page } = await stage.open();
  await openUnits(page);
  const button = page.getByRole("button", { name: "Export", exact: true });
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await button.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("Tab");
  await page.getByRole("button", { name: "Table, one row a unit" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("export-menu button[aria-expanded=false]:focus").waitFor();
  await page.keyboard.press("Enter");
  await page.locator("#tree-title").click();
  assert.equal(await button.getAttribute("aria-expanded"), "false");
});

test("a tree of too many levels for columns is told what to take instead", async () => {
  const { page } = await stage.open();
  await openUnits(
    page,
    Array.from({ length: 600 }, (_, at) => ({ id: `${at}`, parentId: at === 0 ? null : `${at - 1}` })),
  );
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await page.getByRole("button", { name: "Table with a column a level" }).click();
  await page.getByText("Not saved: there are more levels than a table can have columns.").waitFor();
});

test("no object URL outlives its download", async () => {
  const { page } = await stage.open();
  await page.evaluate(() => {
    const counted = window as unknown as { left: number };
    counted.left = 0;
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (blob) => {
      counted.left++;
      return createObjectURL.call(URL, blob);
    };
    URL.revokeObjectURL = (address) => {
      counted.left--;
      revokeObjectURL.call(URL, address);
    };
  });
  await openUnits(page);
  await saved(page, "Table, one row a unit");
  await page.waitForFunction(() => (window as unknown as { left: number }).left === 0);
});

test("100 000 units are saved in pieces, whole, and the page stays alive meanwhile", async () => {
  const { page, seen } = await stage.open();
  const units = Array.from({ length: 100_000 }, (_, at) => ({
    id: `u${at}`,
    parentId: at === 0 ? null : `u${Math.floor((at - 1) / 10)}`,
    name: `Unit ${at}`,
  }));
  await openUnits(page, units);
  await page.evaluate(() => {
    const counted = window as unknown as { turns: number };
    counted.turns = 0;
    setInterval(() => counted.turns++, 0);
  });
  const before = await page.evaluate(() => (window as unknown as { turns: number }).turns);
  const { text } = await saved(page, "Table, one row a unit");
  using tree = built(units);
  assert.ok(text === csv(tree, { bom: true }));
  assert.ok((await page.evaluate(() => (window as unknown as { turns: number }).turns)) > before);
  assertHarmless(seen);
});

test("listingFileName() is harmless whatever the account is called", () => {
  const asOf = new Date(2026, 10, 27, 12).getTime();
  const named = (title: string) => listingFileName(title, asOf, ".csv");
  assert.equal(named("Acme"), "acme-2026-11-27.csv");
  assert.equal(named("../..\\CON\u0000\u202Egpj.exe"), "con-gpj-exe-2026-11-27.csv");
  assert.equal(named("<>:|?*\u200b"), "business-units-2026-11-27.csv");
  assert.equal(named("\u{20000}".repeat(255)), `${"\u{20000}".repeat(60)}-2026-11-27.csv`);
});
