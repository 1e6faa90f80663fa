import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { choose, details, row } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";

const stage = await stageForFile();

/** Replaces every text by an element with another text, as the translators of browsers do. */
function translate(page: Page, everything: boolean): Promise<void> {
  return page.evaluate((all) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: Text[] = [];
    while (texts.nextNode()) found.push(texts.currentNode as Text);
    for (const text of found) {
      if (!text.data.trim() || (!all && text.parentElement?.closest('[translate="no"]'))) continue;
      const outer = document.createElement("font");
      const inner = outer.appendChild(document.createElement("font"));
      inner.textContent = `${text.data} (übersetzt)`;
      text.replaceWith(outer);
    }
  }, everything);
}

async function open(): Promise<Page> {
  const { page } = await stage.open();
  await serveListing(page, unitsOf(["Asia", "  Japan", "Europe"]));
  await choose(page, "Documented example");
  await row(page, "Asia").click();
  return page;
}

test("a page whose texts were all replaced still shows the unit that is selected next", async () => {
  const page = await open();
  await translate(page, true);
  await page.locator('[role="treeitem"]', { hasText: "Europe" }).first().click();
  assert.equal(await page.locator("unit-details h3").textContent(), "Europe");
  assert.equal((await details(page)).Path?.trim(), "Europe");
});

test("a translator leaves names and ids alone", async () => {
  const page = await open();
  await translate(page, false);
  assert.equal(await page.locator("unit-details h3").textContent(), "Asia");
  assert.equal(await page.locator("unit-details code").first().textContent(), "Asia");
  assert.deepEqual(await page.locator('[role="treeitem"] bdi').allTextContents(), [
    "Asia",
    "Japan",
    "Europe",
  ]);
});
