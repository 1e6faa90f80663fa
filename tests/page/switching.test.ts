import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, outline, startChoosing } from "./support/explorer.ts";
import { slowDown, stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

interface OnScreen {
  readonly loaded: { readonly tree: { readonly size: number } };
}

test("choosing another account frees the tree before it", async () => {
  const { page, seen } = await stage.open();
  await choose(page, "Documented example");
  const tree = await page
    .locator("unit-tree")
    .evaluateHandle((element) => (element as unknown as OnScreen).loaded.tree);
  assert.equal(await tree.evaluate(({ size }) => size), 2);
  await choose(page, "Documented example", "iMocha");
  await page.getByText("Default BU 1").waitFor();
  const code = await tree.evaluate((freed) => {
    try {
      return freed.size;
    } catch (error) {
      return (error as { code: string }).code;
    }
  });
  assert.equal(code, "ERR_STATE");
  assertHarmless(seen);
});

test("choosing another account aborts the load before it", async () => {
  const { page, seen } = await stage.open();
  const aborted = page.waitForEvent("requestfailed", {
    predicate: (request) => request.url().includes("a86d2f19"),
  });
  await page.locator("#account").waitFor();
  await slowDown(page, 200);
  await startChoosing(page, "One hundred thousand");
  await page.locator("load-progress").getByText("so far").waitFor();
  await choose(page, "Documented example");
  await aborted;
  assert.deepEqual(await outline(page), ["North America", "  USA Western Region"]);
  assertHarmless(seen);
});

test("of several accounts chosen in a hurry the last one is shown", async () => {
  const { page, seen } = await stage.open();
  const hurry = ["Brückner", "One hundred thousand", "Hallström", "Empty", "Documented example"];
  for (const name of hurry) await startChoosing(page, name);
  await page.getByText("USA Western Region").waitFor();
  assert.deepEqual(await outline(page), ["North America", "  USA Western Region"]);
  assertHarmless(seen);
});

test("choosing an account forgets the selection and the problem before it", async () => {
  const { page } = await stage.open();
  await choose(page, "404");
  await choose(page, "Documented example");
  assert.equal(await page.locator("page-notice").count(), 0);
  await page.locator('[role="treeitem"]').first().click();
  await choose(page, "Documented example", "iMocha");
  await page.getByText("Default BU 1").waitFor();
  assert.equal(await page.locator('[aria-selected="true"]').count(), 0);
  await page.getByText("Select a unit to see its details.").waitFor();
});
