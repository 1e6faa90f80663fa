import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { AUTODESK_ACCOUNTS, IMOCHA_ACCOUNTS } from "../../www/sandbox/catalog.ts";
import { choose, focusedName, focusIsInView, row, rows } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

/** How many defects of each kind the page says there are, and lists. */
async function listed(page: Page): Promise<Record<string, number>> {
  const counts = await page.locator("section.defects").evaluateAll((sections) =>
    sections.map((section) => {
      const said = Number(section.querySelector(".count")?.textContent);
      const found = section.querySelectorAll("li").length;
      return [(section as HTMLElement).dataset.kind, said === found ? said : Number.NaN] as const;
    }),
  );
  return Object.fromEntries(counts);
}

test("the damaged account shows every unit it has and every defect", async () => {
  const { expect, name } = AUTODESK_ACCOUNTS.damaged;
  const { page, seen } = await stage.open();
  await choose(page, name);
  await page.getByRole("button", { name: "Open all" }).click();
  assert.equal((await rows(page)).length, expect.units);
  assert.deepEqual(await listed(page), expect.defects);
  assertHarmless(seen);
});

test("the damaged iMocha list shows every unit it has and every defect", async () => {
  const { expect, name } = IMOCHA_ACCOUNTS.damaged;
  const { page, seen } = await stage.open();
  await choose(page, name, "iMocha");
  assert.equal((await rows(page)).length, expect.units);
  assert.deepEqual(await listed(page), expect.defects);
  assertHarmless(seen);
});

test("each defect leads to its unit, opened, in view, focused and selected", async () => {
  const { page } = await stage.open({ viewport: { width: 1280, height: 500 } });
  await choose(page, AUTODESK_ACCOUNTS.damaged.name);
  const defects = page.locator("button.defect");
  const count = await defects.count();
  assert.equal(count, 11);
  for (let at = 0; at < count; at++) {
    await page.getByRole("button", { name: "Close all" }).click();
    const name = await defects.nth(at).locator(".defect-name").textContent();
    await defects.nth(at).click();
    assert.equal(await focusedName(page), name);
    assert.ok(await focusIsInView(page), `${name} is in view`);
    const selected = (await rows(page)).filter((row) => row.selected).map((row) => row.name);
    assert.deepEqual(selected, [name]);
    assert.equal(await page.locator("unit-details h3").textContent(), name);
    assert.ok((await page.locator(".unit-defects li").count()) > 0);
  }
});

test("a defect leads back up to the tree where the page is narrow", async () => {
  const { page } = await stage.open({ viewport: { width: 390, height: 844 } });
  await choose(page, AUTODESK_ACCOUNTS.damaged.name);
  await page.locator("button.defect").last().click();
  const inWindow = await page.evaluate(() => {
    const { top, bottom } = document.activeElement?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
    return top >= -1 && bottom <= innerHeight + 1;
  });
  assert.ok(inWindow);
});

test("a count that does not fit is told and leads nowhere, because it has no unit", async () => {
  const { page } = await stage.open();
  await choose(page, IMOCHA_ACCOUNTS.damaged.name, "iMocha");
  const section = page.locator('[data-kind="CountMismatch"]');
  assert.match((await section.textContent()) ?? "", /7/);
  assert.equal(await section.getByRole("button").count(), 0);
});

test("the unit that a missing parent probably is stands beside the defect, by name, and is led to", async () => {
  const { page, seen } = await stage.open();
  await serveListing(page, [
    { id: "NA-1", parentId: null, name: "North America" },
    { id: "2", parentId: "na-1", name: "Western Region" },
    { id: "3", parentId: "gone", name: "Nowhere" },
  ]);
  await choose(page, "Documented example");
  const suggested = (place: string) =>
    page.locator(place).getByRole("button", { name: "Perhaps below North America" });
  for (const place of ["defect-list", "unit-details"]) {
    await row(page, "Western Region").click();
    assert.equal(await suggested(place).count(), 1);
    await suggested(place).click();
    assert.equal(await focusedName(page), "North America");
    assert.equal(await page.locator("unit-details h3").textContent(), "North America");
  }
  await row(page, "Nowhere").click();
  assert.equal(await page.locator("unit-details").getByRole("button", { name: "Perhaps" }).count(), 0);
  assertHarmless(seen);
});

test("a long list of defects is shown in portions", async () => {
  const { page } = await stage.open();
  const orphans = Array.from({ length: 120 }, (_, at) => ({
    id: `${at}`,
    parentId: "gone",
    name: `Orphan ${at}`,
  }));
  await serveListing(page, orphans);
  await choose(page, "Documented example");
  assert.equal(await page.locator("button.defect").count(), 50);
  for (const [more, first] of [
    ["Show 50 more of 70", "Orphan 50"],
    ["Show 20 more of 20", "Orphan 100"],
  ] as const) {
    await page.getByRole("button", { name: more }).press("Enter");
    await page.locator(`button.defect:focus:has-text("${first}")`).waitFor();
  }
  assert.equal(await page.locator("button.defect").count(), 120);
});

test("a listing without defects says that nothing is wrong", async () => {
  const { page } = await stage.open();
  await serveListing(page, unitsOf(["A", "  B"]));
  await choose(page, "Documented example");
  await page.getByText("Nothing is wrong with this listing.").waitFor();
});
