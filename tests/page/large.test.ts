import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { AUTODESK_ACCOUNTS } from "../../www/sandbox/catalog.ts";
import { choose, focusedName, focusIsInView, rows } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

/** Whether rows cover the whole part of the tree that is in view. */
function viewIsCovered(page: Page): Promise<boolean> {
  return page.locator(".tree").evaluate((box) => {
    const { left, top, bottom } = box.getBoundingClientRect();
    const heights = [top + 4, (top + bottom) / 2, bottom - 24];
    return heights.every((y) => document.elementFromPoint(left + 40, y)?.closest('[role="treeitem"]'));
  });
}

async function scrollTo(page: Page, share: number): Promise<void> {
  await page.locator(".tree").evaluate((box, part) => {
    box.scrollTop = part * box.scrollHeight;
    // Two frames: the scroll event comes with the first, the rows it asks for are painted by the second.
    return new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  }, share);
}

test("one hundred thousand units are loaded, opened and scrolled with few rows in the DOM", async () => {
  const { page, seen } = await stage.open();
  await choose(page, AUTODESK_ACCOUNTS.large.name);
  await page.getByText("100,000 units in 6 levels").first().waitFor();
  await page.getByRole("button", { name: "Open all" }).click();
  for (const share of [0.1, 0.5, 0.9, 1]) {
    await scrollTo(page, share);
    assert.ok(await viewIsCovered(page), `at ${share}`);
    assert.ok((await rows(page)).length < 100);
  }
  assertHarmless(seen);
});

test("the keyboard reaches both ends of one hundred thousand open units", async () => {
  const { page } = await stage.open();
  await choose(page, AUTODESK_ACCOUNTS.large.name);
  await page.getByRole("button", { name: "Open all" }).click();
  await page.locator('[role="treeitem"]').first().click();
  const first = await focusedName(page);
  await page.keyboard.press("End");
  assert.ok(await focusIsInView(page));
  const last = (await rows(page)).at(-1);
  assert.equal(await focusedName(page), last?.name);
  await page.keyboard.press("Home");
  assert.equal(await focusedName(page), first);
  assert.ok(await focusIsInView(page));
});

test("the focused row stays in the DOM while it is scrolled out, and keeps the focus", async () => {
  const { page } = await stage.open();
  await serveListing(page, unitsOf(Array.from({ length: 5_000 }, (_, at) => `Unit ${at}`)));
  await choose(page, "Documented example");
  await page.locator('[role="treeitem"]').nth(2).click();
  for (const share of [0.2, 0.8, 0.001, 0]) {
    await scrollTo(page, share);
    assert.equal(await focusedName(page), "Unit 2");
    assert.ok((await rows(page)).length < 100);
  }
  await scrollTo(page, 0.6);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focusedName(page), "Unit 3");
  assert.ok(await focusIsInView(page));
});

test("rows tell the same places whether all of them are mounted or only some", async () => {
  const { page } = await stage.open();
  for (const count of [1_000, 1_001]) {
    await serveListing(page, unitsOf(Array.from({ length: count }, (_, at) => `Unit ${at}`)));
    await choose(page, count === 1_000 ? "Documented example" : "Empty account");
    await page
      .getByText(`${count.toLocaleString("en")} units`)
      .first()
      .waitFor();
    await scrollTo(page, 1);
    const mounted = await rows(page);
    assert.equal(mounted.length === count, count === 1_000);
    assert.deepEqual(mounted.at(-1), {
      name: `Unit ${count - 1}`,
      level: 1,
      setSize: count,
      position: count,
      expanded: undefined,
      selected: false,
    });
    await page.unroute("**/business-units*");
  }
});

test("a chain of two thousand units is opened, and its end tells its depth", async () => {
  const { page } = await stage.open();
  await serveListing(page, unitsOf(Array.from({ length: 2_000 }, (_, at) => `${"  ".repeat(at)}Unit ${at}`)));
  await choose(page, "Documented example");
  await page.getByRole("button", { name: "Open all" }).click();
  await page.locator('[role="treeitem"]').first().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  assert.equal((await rows(page)).at(-1)?.level, 2_000);
  await page.getByText("1,976 units above").waitFor();
});
