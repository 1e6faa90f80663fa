import assert from "node:assert/strict";
import { test } from "node:test";
import { AUTODESK_ACCOUNTS } from "../../www/sandbox/catalog.ts";
import { choose, row, rows } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { ACCESSIBLE, toldRows } from "./support/told-rows.ts";

const stage = await stageForFile({}, ACCESSIBLE);
const { page } = await stage.open();

const EXPECTED = [
  { name: "Asia", level: 1, setSize: 2, position: 1, state: "expanded", isSelected: false },
  { name: "Japan", level: 2, setSize: 1, position: 1, state: "leaf", isSelected: true },
  { name: "Chile", level: 1, setSize: 2, position: 2, state: "leaf", isSelected: false },
];

test("Chromium tells name, level, place and state of every row, in the tree and in the icicle", async () => {
  await page.goto(stage.url);
  await page.unroute("**/business-units*");
  await serveListing(page, unitsOf(["Asia", "  Japan", "Chile"]));
  await choose(page, "Documented example");
  await row(page, "Japan").click();
  assert.deepEqual(await toldRows(page), EXPECTED);
  await page.getByRole("button", { name: "Icicle" }).click();
  await page.locator(".box").first().waitFor();
  assert.deepEqual(await toldRows(page), EXPECTED);
});

test("a closed row is told as one that can be opened", async () => {
  await page.goto(stage.url);
  await page.unroute("**/business-units*");
  await serveListing(page, unitsOf(["Asia", "  Japan"]));
  await choose(page, "Documented example");
  await row(page, "Asia").locator(".twisty").click();
  assert.deepEqual(
    (await toldRows(page)).map(({ name, state }) => `${name} ${state}`),
    ["Asia collapsed"],
  );
});

for (const account of [AUTODESK_ACCOUNTS.damaged, AUTODESK_ACCOUNTS.hostile, AUTODESK_ACCOUNTS.large]) {
  test(`Chromium tells every row of the account ${account.name} as it stands on the screen`, async () => {
    await page.goto(stage.url);
    await page.unroute("**/business-units*");
    await choose(page, account.name);
    await page.getByRole("button", { name: "Open all" }).click();
    const told = await toldRows(page);
    const drawn = await rows(page);
    assert.ok(drawn.length > 10);
    assert.deepEqual(
      told.map(({ level, setSize, position }) => [level, setSize, position]),
      drawn.map(({ level, setSize, position }) => [level, setSize, position]),
    );
    for (const [at, { name, setSize, position }] of told.entries()) {
      assert.notEqual(name, "", JSON.stringify(drawn[at]));
      assert.ok(position >= 1 && position <= setSize, `${name}: ${position} of ${setSize}`);
    }
  });
}
