import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { AUTODESK_ACCOUNTS } from "../../www/sandbox/catalog.ts";
import { choose, focusedName, row } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

async function openTree(units: readonly unknown[]): Promise<Page> {
  const { page } = await stage.open();
  await serveListing(page, units);
  await choose(page, "Documented example");
  return page;
}

/** The flags of the rows that have one, by name. */
async function flags(page: Page): Promise<Record<string, string>> {
  const found = await page.locator(".row:has(.flag)").evaluateAll((rows) =>
    rows.map((each) => {
      const flag = each.querySelector(".flag")?.textContent?.replace(/\s+/g, " ").trim() ?? "";
      return [each.querySelector("bdi")?.textContent ?? "", flag] as const;
    }),
  );
  return Object.fromEntries(found);
}

test("each broken unit says where it stands what is wrong with it", async () => {
  const page = await openTree([
    { id: "1", name: "Empty above" },
    { id: "", parentId: "1", name: "No id" },
    { id: "2", name: "First" },
    { id: "2", name: "Again" },
    { id: "3", parentId: "gone", name: "Orphan" },
    { id: "4", parentId: "4", name: "Own" },
    { id: "5", parentId: "7", name: "Plant" },
    { id: "6", parentId: "5", name: "Cranes" },
    { id: "7", parentId: "6", name: "Transport" },
    { id: "8", parentId: "1", name: "Both", path: "Nowhere/Else" },
    { id: "9", parentId: "lost", name: "Two at once", accountId: "another" },
  ]);
  await page.getByRole("button", { name: "Open all" }).click();
  assert.deepEqual(await flags(page), {
    "No id": "no id",
    First: "id is repeated",
    Again: "repeated id",
    Orphan: "missing parent gone",
    Own: "its own parent",
    Plant: "circle: its parent is Transport, below it",
    Cranes: "in a circle",
    Transport: "closes the circle: parent of Plant",
    Both: "path does not fit",
    "Two at once": "missing parent lost and 1 more",
  });
});

test("both units with an id lead to each other", async () => {
  const page = await openTree([
    { id: "1", name: "First" },
    { id: "2", parentId: "1", name: "Child" },
    { id: "1", name: "Again" },
  ]);
  await row(page, "Again").click();
  const details = page.locator("unit-details");
  await details.getByRole("button", { name: "The first with this id is First" }).click();
  assert.equal(await focusedName(page), "First");
  await details.getByText("this one keeps the units below it").waitFor();
  await details.getByRole("button", { name: "The same id has Again" }).click();
  assert.equal(await focusedName(page), "Again");
});

test("the edge that closes a circle is named and led to, from both of its ends", async () => {
  const page = await openTree([
    { id: "1", parentId: "3", name: "One" },
    { id: "2", parentId: "1", name: "Two" },
    { id: "3", parentId: "2", name: "Three" },
  ]);
  await page.getByRole("button", { name: "Close all" }).click();
  await row(page, "One").click();
  const details = page.locator("unit-details");
  await details.getByRole("button", { name: "Its parent, and below it, is Three" }).click();
  assert.equal(await focusedName(page), "Three");
  await details.getByRole("button", { name: "Closes the circle as parent of One" }).click();
  assert.equal(await focusedName(page), "One");
  const listed = page
    .locator("defect-list")
    .getByRole("button", { name: "Its parent, and below it, is Three" });
  assert.equal(await listed.count(), 1);
});

test("what is wrong with the damaged account is found by keyboard alone", async () => {
  const { page, seen } = await stage.open();
  await choose(page, AUTODESK_ACCOUNTS.damaged.name);
  const focusedText = () => page.evaluate(() => document.activeElement?.textContent ?? "");
  await page.keyboard.press("Tab");
  while (!(await focusedText()).startsWith("Problems (")) await page.keyboard.press("Tab");
  assert.equal(await focusedText(), "Problems (11)");
  await page.keyboard.press("Enter");
  const first = await page.locator(".defect:focus .defect-name").textContent();
  await page.keyboard.press("Enter");
  assert.equal(await focusedName(page), first);
  await page.getByRole("button", { name: "Problems (11)" }).press("Enter");
  assert.equal(await page.locator(".defect:focus .defect-name").textContent(), first);
  assertHarmless(seen);
});

test("each kind of problem says what it means", async () => {
  const { page } = await stage.open();
  await choose(page, AUTODESK_ACCOUNTS.damaged.name);
  const sections = page.locator("section.defects");
  assert.equal(await sections.count(), 7);
  for (const section of await sections.all()) {
    assert.match((await section.locator("> p").textContent()) ?? "", /\w.*\.$/);
  }
});

test("a listing in order says at the top that it has no problems", async () => {
  const page = await openTree(unitsOf(["A", "  B"]));
  await page.locator(".panel-head").getByText("No problems").waitFor();
});
