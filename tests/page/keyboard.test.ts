import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { choose, focusedName, focusIsInView, outline, row } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";

const stage = await stageForFile();
const UNITS = unitsOf(["Asia", "  Japan", "    Tokyo", "    Osaka", "  India", "Baltics", "  Riga", "Chile"]);

interface Case {
  readonly title: string;
  readonly from: string;
  readonly keys: readonly string[];
  readonly focus: string;
  readonly hidden?: readonly string[];
}

// The keyboard table of the ARIA tree pattern; everything is open at the start.
const cases: readonly Case[] = [
  { title: "Down goes to the next visible row", from: "Japan", keys: ["ArrowDown"], focus: "Tokyo" },
  { title: "Down stays on the last row", from: "Chile", keys: ["ArrowDown"], focus: "Chile" },
  { title: "Up goes to the row before", from: "India", keys: ["ArrowUp"], focus: "Osaka" },
  { title: "Up stays on the first row", from: "Asia", keys: ["ArrowUp"], focus: "Asia" },
  {
    title: "Right goes from an open row to its first child",
    from: "Asia",
    keys: ["ArrowRight"],
    focus: "Japan",
  },
  { title: "Right does nothing on a leaf", from: "Tokyo", keys: ["ArrowRight"], focus: "Tokyo" },
  {
    title: "Left closes an open row",
    from: "Japan",
    keys: ["ArrowLeft"],
    focus: "Japan",
    hidden: ["Tokyo", "Osaka"],
  },
  { title: "Left goes from a leaf to its parent", from: "Osaka", keys: ["ArrowLeft"], focus: "Japan" },
  {
    title: "Left goes from a closed row to its parent",
    from: "Japan",
    keys: ["ArrowLeft", "ArrowLeft"],
    focus: "Asia",
    hidden: ["Tokyo", "Osaka"],
  },
  {
    title: "Left does nothing on a root without children",
    from: "Chile",
    keys: ["ArrowLeft"],
    focus: "Chile",
  },
  {
    title: "Right opens a closed row and stays on it",
    from: "Japan",
    keys: ["ArrowLeft", "ArrowRight"],
    focus: "Japan",
  },
  {
    title: "Down steps over what a closed row hides",
    from: "Asia",
    keys: ["ArrowLeft", "ArrowDown"],
    focus: "Baltics",
    hidden: ["Japan", "Tokyo", "Osaka", "India"],
  },
  { title: "Home goes to the first row", from: "Riga", keys: ["Home"], focus: "Asia" },
  { title: "End goes to the last visible row", from: "Asia", keys: ["End"], focus: "Chile" },
  { title: "PageDown stops at the last row", from: "Asia", keys: ["PageDown"], focus: "Chile" },
  { title: "PageUp stops at the first row", from: "Chile", keys: ["PageUp"], focus: "Asia" },
  {
    title: "the asterisk opens all siblings",
    from: "Asia",
    keys: ["ArrowLeft", "End", "ArrowUp", "ArrowLeft", "ArrowLeft", "*"],
    focus: "Baltics",
  },
  {
    title: "a letter goes to the next name that begins with it",
    from: "Asia",
    keys: ["b"],
    focus: "Baltics",
  },
  { title: "a letter goes round past the end", from: "Chile", keys: ["j"], focus: "Japan" },
  { title: "several letters spell a name", from: "Asia", keys: ["r", "i", "g"], focus: "Riga" },
  { title: "letters that begin no name leave the focus", from: "Riga", keys: ["x"], focus: "Riga" },
];

async function openTree(): Promise<Page> {
  const { page } = await stage.open();
  await serveListing(page, UNITS);
  await choose(page, "Documented example");
  return page;
}

test("the keyboard table of the ARIA tree pattern", async (t) => {
  const page = await openTree();
  for (const { title, from, keys, focus, hidden = [] } of cases) {
    await t.test(title, async () => {
      await page.getByRole("button", { name: "Open all" }).click();
      await row(page, from).click();
      for (const key of keys) await page.keyboard.press(key);
      assert.equal(await focusedName(page), focus);
      const names = (await outline(page)).map((line) => line.trim());
      const expected = UNITS.map(({ name }) => name).filter((name) => !hidden.includes(name));
      assert.deepEqual(names, expected);
    });
  }
});

test("the tree is one tab stop", async () => {
  const page = await openTree();
  await row(page, "India").click();
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focusedName(page), undefined);
  await page.keyboard.press("Tab");
  assert.equal(await focusedName(page), "India");
  assert.equal(await page.locator('[role="treeitem"][tabindex="0"]').count(), 1);
});

test("Enter and Space select the focused row and show its details", async () => {
  const page = await openTree();
  await row(page, "Asia").click();
  for (const [key, name] of [
    ["Enter", "Japan"],
    ["Space", "Tokyo"],
  ] as const) {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press(key);
    assert.equal(await page.locator("unit-details h3").textContent(), name);
    assert.equal(await page.locator('[aria-selected="true"] bdi').textContent(), name);
  }
});

test("keys with Ctrl, Alt or Meta are left to the browser", async () => {
  const page = await openTree();
  await row(page, "Asia").click();
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Alt+ArrowDown");
  assert.equal(await focusedName(page), "Asia");
});

test("closing a row above the focus takes the focus to it", async () => {
  const page = await openTree();
  await row(page, "Osaka").click();
  await row(page, "Asia").locator(".twisty").click();
  assert.equal(await focusedName(page), "Asia");
});

test("PageDown and PageUp move by what is in view", async () => {
  const { page } = await stage.open();
  await serveListing(page, unitsOf(Array.from({ length: 100 }, (_, at) => `Unit ${at}`)));
  await choose(page, "Documented example");
  await row(page, "Unit 0").click();
  await page.keyboard.press("PageDown");
  const moved = Number((await focusedName(page))?.slice(5));
  assert.ok(moved > 10 && moved < 40, `moved by ${moved}`);
  assert.ok(await focusIsInView(page));
  await page.keyboard.press("PageUp");
  assert.equal(await focusedName(page), "Unit 0");
});
