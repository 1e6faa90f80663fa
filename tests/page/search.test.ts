import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { choose, focusedName, focusIsInView, outline, row, rows } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();
const UNITS = unitsOf([
  "Asia",
  "  Japan",
  "    Site Tokyo",
  "    Osaka",
  "  India",
  "Baltics",
  "  Riga",
  "    Site Riga Harbour",
  "      Pier",
  "  Website",
  "Chile",
]);

async function openTree(units: readonly unknown[] = UNITS): Promise<Page> {
  const { page } = await stage.open();
  await serveListing(page, units);
  await choose(page, "Documented example");
  return page;
}

/** Goes to the field with its key, and types. */
async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(text);
}

function told(page: Page): Promise<string | null> {
  return page.locator(".search [role=status]").textContent();
}

function selectedName(page: Page): Promise<string | null> {
  return page.locator("unit-details h3").textContent();
}

test("a search leaves the hits and what is above them, and marks what was found", async () => {
  const page = await openTree();
  await search(page, "SITE");
  assert.deepEqual(await outline(page), [
    "Asia",
    "  Japan",
    "    Site Tokyo",
    "Baltics",
    "  Riga",
    "    Site Riga Harbour",
    "  Website",
  ]);
  assert.deepEqual(await page.locator(".row mark").allTextContents(), ["Site", "Site", "site"]);
  assert.equal(await told(page), "3 units found");
});

test("rows of a search tell their place among those that are left", async () => {
  const page = await openTree();
  await search(page, "website");
  const told = (await rows(page)).map(({ name, position, setSize }) => `${name} ${position}/${setSize}`);
  assert.deepEqual(told, ["Baltics 1/1", "Website 1/1"]);
});

test("what is below a hit can be opened within a search", async () => {
  const page = await openTree();
  await search(page, "harbour");
  await row(page, "Site Riga Harbour").locator(".twisty").click();
  assert.deepEqual((await outline(page)).at(-1), "      Pier");
});

test("Enter goes to the best hit, then down the tree and round; Shift+Enter goes up", async () => {
  const page = await openTree();
  await search(page, "site");
  for (const [key, name, place] of [
    ["Enter", "Site Tokyo", "1 of 3"],
    ["Enter", "Site Riga Harbour", "2 of 3"],
    ["Enter", "Website", "3 of 3"],
    ["Enter", "Site Tokyo", "1 of 3"],
    ["Shift+Enter", "Website", "3 of 3"],
  ] as const) {
    await page.keyboard.press(key);
    assert.equal(await selectedName(page), name);
    assert.equal(await told(page), place);
  }
  assert.equal(await page.evaluate(() => document.activeElement?.id), "unit-search");
});

test("the buttons beside the field walk as the keys do, also to a hit that was closed away", async () => {
  const page = await openTree();
  await search(page, "site");
  await row(page, "Baltics").locator(".twisty").click();
  await page.getByRole("button", { name: "Next hit" }).click();
  await page.getByRole("button", { name: "Next hit" }).click();
  assert.equal(await selectedName(page), "Site Riga Harbour");
  assert.ok((await outline(page)).includes("    Site Riga Harbour"));
  await page.getByRole("button", { name: "Previous hit" }).click();
  assert.equal(await selectedName(page), "Site Tokyo");
});

test("a hit that is clicked is the one from which Enter goes on", async () => {
  const page = await openTree();
  await search(page, "site");
  await row(page, "Site Riga Harbour").click();
  assert.equal(await told(page), "2 of 3");
  await page.keyboard.press("/");
  await page.keyboard.press("Enter");
  assert.equal(await selectedName(page), "Website");
});

test("Escape clears the search and gives the focus to the chosen unit in the whole tree", async () => {
  const page = await openTree();
  await page.getByRole("button", { name: "Close all" }).click();
  await search(page, "pier");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  assert.equal(await focusedName(page), "Pier");
  assert.ok(await focusIsInView(page));
  assert.equal(await page.locator("#unit-search").inputValue(), "");
  assert.deepEqual(await outline(page), [
    "Asia",
    "Baltics",
    "  Riga",
    "    Site Riga Harbour",
    "      Pier",
    "  Website",
    "Chile",
  ]);
});

test("Escape in the tree ends the search, too", async () => {
  const page = await openTree();
  await search(page, "riga");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focusedName(page), "Riga");
  await page.keyboard.press("Escape");
  assert.equal(await focusedName(page), "Riga");
  assert.equal((await rows(page)).length, UNITS.length);
});

test("a search that finds nothing says what to do, and the way back opens what hides the chosen unit", async () => {
  const page = await openTree();
  await row(page, "Japan").click();
  await row(page, "Asia").locator(".twisty").click();
  await search(page, "<b>nowhere");
  await page.getByRole("heading", { name: "No unit has “<b>nowhere” in its name" }).waitFor();
  assert.equal(await told(page), "no unit found");
  await page.getByRole("button", { name: "Show all units" }).click();
  assert.equal(await focusedName(page), "Japan");
  assert.equal((await rows(page)).length, UNITS.length);
});

test("a slash in a field stays a slash", async () => {
  const page = await openTree();
  await search(page, "a/b");
  assert.equal(await page.locator("#unit-search").inputValue(), "a/b");
});

test("a defect leads out of a search that leaves its unit out", async () => {
  const page = await openTree([
    { id: "1", name: "Asia" },
    { id: "2", parentId: "gone", name: "Orphan" },
  ]);
  await search(page, "asia");
  await page.locator("button.defect").click();
  assert.equal(await focusedName(page), "Orphan");
  assert.equal(await page.locator("#unit-search").inputValue(), "");
});

test("hostile names are marked as text", async () => {
  const { page, seen } = await stage.open();
  await serveListing(page, [{ id: "1", name: "<img src=x onerror=alert(1)>" }]);
  await choose(page, "Documented example");
  await search(page, "img src");
  assert.deepEqual(await page.locator(".row mark").allTextContents(), ["img src"]);
  assert.deepEqual(await outline(page), ["<img src=x onerror=alert(1)>"]);
  assertHarmless(seen);
});

test("more hits than anybody walks through are cut, and that is told", async () => {
  const { page } = await stage.open();
  const units = Array.from({ length: 3_000 }, (_, at) => ({ id: `${at}`, name: `Unit ${at}` }));
  await serveListing(page, units);
  await choose(page, "Documented example");
  await search(page, "unit");
  assert.equal(await told(page), "the best 1,000 units");
  await page.keyboard.type(" 2999");
  assert.deepEqual(await outline(page), ["Unit 2999"]);
});

test("the tree opens to a level, and says when it differs from place to place", async () => {
  const page = await openTree();
  const level = page.getByLabel("Open to level");
  assert.equal(await level.inputValue(), "4");
  await level.selectOption("2");
  assert.deepEqual(await outline(page), [
    "Asia",
    "  Japan",
    "  India",
    "Baltics",
    "  Riga",
    "  Website",
    "Chile",
  ]);
  await row(page, "Japan").locator(".twisty").click();
  assert.equal(await level.inputValue(), "");
  await level.selectOption("1");
  assert.deepEqual(await outline(page), ["Asia", "Baltics", "Chile"]);
  await page.getByRole("button", { name: "Open all" }).click();
  assert.equal(await level.inputValue(), "4");
});

test("Right goes to the first unit that a search has left below, and not to one that it left out", async () => {
  const page = await openTree();
  await search(page, "india");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Home");
  assert.equal(await focusedName(page), "Asia");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focusedName(page), "India");
  assert.equal(await page.locator('[role=treeitem][tabindex="0"]').count(), 1);
});

test("rows are there at once when a list that was scrolled becomes short", async () => {
  const roots = ["North", "East", "South"];
  const page = await openTree(
    unitsOf(roots.flatMap((root) => [root, ...Array.from({ length: 200 }, (_, at) => `  ${root} ${at}`)])),
  );
  await page.getByRole("button", { name: "Open all" }).click();
  await page.locator(".tree").evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await page.getByText("South 199").waitFor();
  await page.getByRole("button", { name: "Close all" }).click();
  assert.deepEqual(await page.locator("[role=treeitem] bdi").allTextContents(), roots);
});
