import assert from "node:assert/strict";
import { test } from "node:test";
import { type Scenes, testFindings } from "./support/axe.ts";
import { choose } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";

const stage = await stageForFile();

const scenes: Scenes = {
  "the choice of accounts": async (page) => {
    await page.getByText("Choose an account to see its units.").waitFor();
  },
  "the tree with details": async (page) => {
    await choose(page, "Brückner");
    await page.locator('[role="treeitem"]').nth(3).click();
  },
  "a search": async (page) => {
    await choose(page, "Brückner");
    await page.keyboard.press("/");
    await page.keyboard.type("civil");
    await page.keyboard.press("Enter");
    await page.getByText("1 of").waitFor();
  },
  "a search that finds nothing": async (page) => {
    await choose(page, "Brückner");
    await page.keyboard.press("/");
    await page.keyboard.type("nowhere");
    await page.getByText("no unit found").waitFor();
  },
  "the problems": async (page) => {
    await choose(page, "Hallström");
    await page.locator("button.defect").nth(4).click();
  },
  "the icicle": async (page) => {
    await choose(page, "Hallström");
    await page.getByRole("button", { name: "Icicle" }).click();
    await page.locator(".box").nth(4).click();
    await page.keyboard.press("/");
    await page.keyboard.type("office");
    await page.locator(".box[data-found]").first().waitFor();
  },
  "an error": (page) => choose(page, "404"),
  "an empty account": (page) => choose(page, "Empty account"),
  "a windowed tree": async (page) => {
    await serveListing(page, unitsOf(Array.from({ length: 3_000 }, (_, at) => `Unit ${at}`)));
    await choose(page, "Documented example");
  },
};

testFindings(stage, "what is shown of a listing", scenes);

test("a defect in the details has an edge where colours are forced", async () => {
  const { page } = await stage.open({ forcedColors: "active" });
  await choose(page, "Hallström");
  await page.locator("button.defect").first().click();
  const edge = await page
    .locator(".unit-defects li")
    .evaluate((element) => getComputedStyle(element).getPropertyValue("border-block-start"));
  assert.match(edge, /^1px solid/);
});
