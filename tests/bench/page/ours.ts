import type { Page } from "playwright-core";
import { AUTODESK_ACCOUNTS } from "../../../www/sandbox/catalog.ts";
import { choose } from "../../page/support/explorer.ts";
import type { Stage } from "../../page/support/stage.ts";
import { addClock, type Figure, figureOf, timeToPaint } from "./clock.ts";

const LOADS = 9;

/** The measurements of our page, by action. */
export type Figures = Map<string, Figure>;

/** Measures the page with 100 000 units. */
export async function measureOurs(stage: Stage): Promise<Figures> {
  const { page } = await stage.open();
  await addClock(page);
  const figures: Figures = new Map([["first paint of the tree", await firstPaint(stage, page)]]);
  const opening = () => page.getByRole("button", { name: "Open all" }).click();
  figures.set("Open all", figureOf([await timeToPaint(page, "click", opening)]));
  for (const [name, keys] of Object.entries(presses)) figures.set(name, await pressAll(page, keys));
  figures.set("letters that begin no name", await pressAll(page, [..."qzx"]));
  for (const [name, text] of Object.entries(searches)) figures.set(name, await typeAll(page, text));
  figures.set("Escape, back to the whole tree", await pressAll(page, ["Escape"]));
  figures.set("from the tree to the icicle", await showIcicle(page));
  figures.set(
    "arrows in the icicle",
    await pressAll(page, ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp"]),
  );
  return figures;
}

const presses = {
  "Down and Up": [...Array(10).fill("ArrowDown"), ...Array(10).fill("ArrowUp")] as string[],
  "PageDown and PageUp": ["PageDown", "PageDown", "PageUp", "PageUp"],
  "End and Home": ["End", "Home", "End", "Home"],
  "closing and opening a root": ["ArrowLeft", "ArrowRight", "ArrowLeft", "ArrowRight"],
  "a letter": ["e", "s", "e", "s"],
};

const searches = { "a search, letter by letter": "estimating", "a search that finds nothing": "qqqq" };

async function firstPaint(stage: Stage, page: Page): Promise<Figure> {
  const goes: number[] = [];
  for (let go = 0; go < LOADS; go++) {
    await page.goto(stage.url);
    const row = page.evaluate(() => clock.firstRow());
    await choose(page, AUTODESK_ACCOUNTS.large.name);
    const painted = await row;
    goes.push(
      painted - (await page.evaluate(() => performance.getEntriesByName("tree-read")[0]?.startTime ?? 0)),
    );
  }
  await page.locator('[role="treeitem"]').first().click();
  return figureOf(goes);
}

async function pressAll(page: Page, keys: readonly string[]): Promise<Figure> {
  const goes: number[] = [];
  for (const key of keys) goes.push(await timeToPaint(page, "keydown", () => page.keyboard.press(key)));
  return figureOf(goes);
}

async function typeAll(page: Page, text: string): Promise<Figure> {
  await page.locator("#unit-search").fill("");
  await page.locator("#unit-search").focus();
  const goes: number[] = [];
  for (const letter of text) goes.push(await timeToPaint(page, "input", () => page.keyboard.type(letter)));
  return figureOf(goes);
}

async function showIcicle(page: Page): Promise<Figure> {
  const choosing = (view: string) => () => page.getByRole("button", { name: view, exact: true }).click();
  const goes: number[] = [];
  for (let go = 0; go < LOADS; go++) {
    await choosing("Tree")();
    goes.push(await timeToPaint(page, "click", choosing("Icicle")));
  }
  await page.locator(".box").first().click();
  return figureOf(goes);
}
