import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { AUTODESK_ACCOUNTS } from "../../www/sandbox/catalog.ts";
import { choose, focusedName, row } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { type Opened, stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();
const UNITS = unitsOf(["Asia", "  Japan", "    Tokyo", "    Osaka", "  India", "Baltics", "  Riga", "Chile"]);

async function openIcicle(units: readonly unknown[] = UNITS): Promise<Opened> {
  const opened = await stage.open();
  await serveListing(opened.page, units);
  await choose(opened.page, "Documented example");
  await opened.page.getByRole("button", { name: "Icicle" }).click();
  await opened.page.locator("unit-icicle .box").first().waitFor();
  return opened;
}

interface Place {
  readonly name: string;
  readonly left: number;
  readonly width: number;
  readonly top: number;
}

/** Where the boxes stand: in eighths of the width, and in levels. */
function places(page: Page): Promise<Place[]> {
  return page.locator(".boxes").evaluate((boxes) => {
    const all = boxes.getBoundingClientRect();
    return [...boxes.querySelectorAll(".box")].map((box) => {
      const { left, width, top, height } = box.getBoundingClientRect();
      return {
        name: box.querySelector("bdi")?.textContent ?? "",
        left: Math.round(((left - all.left) / all.width) * 800) / 100,
        width: Math.round((width / all.width) * 800) / 100,
        top: Math.round((top - all.top) / height),
      };
    });
  });
}

test("each box is as wide as all below it, under the one that it belongs to", async () => {
  const { page, seen } = await openIcicle();
  assert.deepEqual(await places(page), [
    { name: "Asia", left: 0, width: 5, top: 0 },
    { name: "Japan", left: 0, width: 3, top: 1 },
    { name: "Tokyo", left: 0, width: 1, top: 2 },
    { name: "Osaka", left: 1, width: 1, top: 2 },
    { name: "India", left: 3, width: 1, top: 1 },
    { name: "Baltics", left: 5, width: 2, top: 0 },
    { name: "Riga", left: 5, width: 1, top: 1 },
    { name: "Chile", left: 7, width: 1, top: 0 },
  ]);
  assertHarmless(seen);
});

interface Case {
  readonly title: string;
  readonly from: string;
  readonly keys: readonly string[];
  readonly focus: string;
}

// A tree that lies on its side.
const cases: readonly Case[] = [
  { title: "Down goes to the first child", from: "Asia", keys: ["ArrowDown"], focus: "Japan" },
  { title: "Down stays on a leaf", from: "Tokyo", keys: ["ArrowDown"], focus: "Tokyo" },
  { title: "Up goes to the parent", from: "Osaka", keys: ["ArrowUp"], focus: "Japan" },
  { title: "Up stays on a root", from: "Chile", keys: ["ArrowUp"], focus: "Chile" },
  { title: "Right goes on within the level", from: "Tokyo", keys: ["ArrowRight"], focus: "Osaka" },
  { title: "Right goes on to a cousin", from: "India", keys: ["ArrowRight"], focus: "Riga" },
  { title: "Right stays on the last of its level", from: "Riga", keys: ["ArrowRight"], focus: "Riga" },
  { title: "Left goes back within the level", from: "Riga", keys: ["ArrowLeft"], focus: "India" },
  { title: "Home goes to the first of the level", from: "Riga", keys: ["Home"], focus: "Japan" },
  { title: "End goes to the last of the level", from: "Japan", keys: ["End"], focus: "Riga" },
];

test("the keys of the icicle", async (t) => {
  const { page } = await openIcicle();
  for (const { title, from, keys, focus } of cases) {
    await t.test(title, async () => {
      await row(page, from).click();
      for (const key of keys) await page.keyboard.press(key);
      assert.equal(await focusedName(page), focus);
    });
  }
});

test("the icicle is one tab stop, and Enter selects", async () => {
  const { page } = await openIcicle();
  await row(page, "Japan").click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("unit-details h3").textContent(), "Tokyo");
  assert.equal(await page.locator('.box[tabindex="0"]').count(), 1);
});

test("plus zooms into a unit, minus and the path above go back", async () => {
  const { page } = await openIcicle();
  await row(page, "Japan").click();
  await page.keyboard.press("+");
  assert.deepEqual(await places(page), [
    { name: "Japan", left: 0, width: 8, top: 0 },
    { name: "Tokyo", left: 0, width: 2.67, top: 1 },
    { name: "Osaka", left: 2.67, width: 2.67, top: 1 },
  ]);
  await page.keyboard.press("ArrowUp");
  assert.equal(await focusedName(page), "Japan");
  await page.keyboard.press("-");
  assert.equal((await places(page))[0]?.name, "Asia");
  assert.equal((await places(page)).length, 5);
  await page.getByRole("button", { name: "Zoom into Japan" }).click();
  await page.getByRole("button", { name: "All units" }).click();
  assert.equal((await places(page)).length, 8);
  assert.equal(await focusedName(page), "Japan");
});

test("both views share the selection, the search and what is open", async () => {
  const { page } = await openIcicle();
  await page.getByRole("button", { name: "Tree", exact: true }).click();
  await row(page, "Baltics").locator(".twisty").click();
  await row(page, "Osaka").click();
  await page.getByRole("button", { name: "Icicle" }).click();
  assert.equal(await page.locator('.box[aria-selected="true"] bdi').textContent(), "Osaka");
  await page.keyboard.press("/");
  await page.keyboard.type("riga");
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.locator(".box[data-found] bdi").allTextContents(), ["Riga"]);
  assert.equal(await page.locator('.box[aria-selected="true"] bdi').textContent(), "Riga");
  await page.keyboard.press("Escape");
  assert.equal(await focusedName(page), "Riga");
});

test("units too narrow to see are drawn together, and the one with the focus all the same", async () => {
  const { page } = await openIcicle(
    unitsOf(["Top", ...Array.from({ length: 3_000 }, (_, at) => `  Unit ${at}`)]),
  );
  assert.deepEqual(await page.locator(".box bdi").allTextContents(), ["Top"]);
  assert.equal(await page.locator(".gap").getAttribute("title"), "3,000 units");
  await row(page, "Top").click();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  assert.equal(await focusedName(page), "Unit 1");
  assert.ok(((await page.locator(".box:focus").boundingBox())?.width ?? 0) >= 4);
});

test("a unit deeper than the levels that are drawn is zoomed to", async () => {
  const { page } = await openIcicle(
    unitsOf(Array.from({ length: 100 }, (_, at) => `${"  ".repeat(at)}Unit ${at}`)),
  );
  assert.equal((await places(page)).length, 32);
  await page.keyboard.press("/");
  await page.keyboard.type("unit 77");
  await page.keyboard.press("Enter");
  assert.equal((await places(page))[0]?.name, "Unit 76");
  assert.equal(await page.locator('.box[aria-selected="true"] bdi').textContent(), "Unit 77");
});

test("all units can be zoomed to from a unit that is too deep to be drawn among them", async () => {
  const { page } = await openIcicle(
    unitsOf(Array.from({ length: 100 }, (_, at) => `${"  ".repeat(at)}Unit ${at}`)),
  );
  await page.keyboard.press("/");
  await page.keyboard.type("unit 77");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "All units" }).click();
  assert.equal((await places(page))[0]?.name, "Unit 0");
  assert.equal(await focusedName(page), "Unit 0");
});

test("one hundred thousand units are drawn with few boxes, also zoomed", async () => {
  const { page, seen } = await stage.open();
  await choose(page, AUTODESK_ACCOUNTS.large.name);
  await page.getByRole("button", { name: "Icicle" }).click();
  await page.locator(".box").first().click();
  const drawn = () => page.locator(".box, .gap").count();
  assert.ok((await drawn()) < 1_500, `${await drawn()} boxes`);
  await page.keyboard.press("+");
  assert.ok((await drawn()) < 1_500, `${await drawn()} boxes`);
  assertHarmless(seen);
});

test("right to left, the icicle and its arrows are mirrored, and so are the tree's", async () => {
  const { page } = await openIcicle();
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  const [asia, chile] = await Promise.all(["Asia", "Chile"].map((name) => row(page, name).boundingBox()));
  assert.ok(asia && chile && asia.x > chile.x);
  await row(page, "Tokyo").click();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focusedName(page), "Osaka");
  await page.getByRole("button", { name: "Tree", exact: true }).click();
  await row(page, "Asia").click();
  await page.keyboard.press("ArrowLeft");
  assert.equal(await focusedName(page), "Japan");
  await page.keyboard.press("ArrowRight");
  assert.equal(await row(page, "Japan").getAttribute("aria-expanded"), "false");
});

test("on a narrow page each level is as high as a row", async () => {
  const { page } = await stage.open({ viewport: { width: 390, height: 844 } });
  await serveListing(page, UNITS);
  await choose(page, "Documented example");
  await page.getByRole("button", { name: "Icicle" }).click();
  await row(page, "Japan").click();
  assert.equal(await page.locator("unit-details h3").textContent(), "Japan");
  assert.ok(((await row(page, "Japan").boundingBox())?.height ?? 0) >= 32);
});

test("hostile names stay text in boxes", async () => {
  const { page, seen } = await openIcicle([{ id: "1", name: '"><img src=x onerror=alert(1)>' }]);
  assert.deepEqual(await page.locator(".box bdi").allTextContents(), ['"><img src=x onerror=alert(1)>']);
  assert.equal(await page.locator("unit-icicle img").count(), 0);
  assertHarmless(seen);
});
