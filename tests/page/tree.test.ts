import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, details, outline, row, rows } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

test("the page says that the sandbox's accounts are made up", async () => {
  const { page, seen } = await stage.open();
  await page.getByText("Sandbox. These accounts are made up").waitFor();
  assertHarmless(seen);
});

test("the documented Autodesk account shows its two units, one below the other", async () => {
  const { page, seen } = await stage.open();
  await choose(page, "Documented example");
  assert.deepEqual(await outline(page), ["North America", "  USA Western Region"]);
  assertHarmless(seen);
});

test("the documented iMocha account shows its two units side by side", async () => {
  const { page, seen } = await stage.open();
  await choose(page, "Documented example", "iMocha");
  assert.deepEqual(await outline(page), ["Default BU 1", "Default BU 2"]);
  assertHarmless(seen);
});

test("an account in another region is asked for there", async () => {
  const { page } = await stage.open();
  await choose(page, "EMEA");
  await page.getByText("9 units in").first().waitFor();
});

test("every row tells its level, the number of its siblings and its place among them", async () => {
  const { page } = await stage.open();
  await serveListing(page, unitsOf(["A", "  a1", "    x", "    y", "  a2", "B"]));
  await choose(page, "Documented example");
  const told = (await rows(page)).map(({ name, level, position, setSize, expanded }) => {
    return `${name} ${level} ${position}/${setSize} ${expanded ?? "leaf"}`;
  });
  assert.deepEqual(told, [
    "A 1 1/2 true",
    "a1 2 1/2 true",
    "x 3 1/2 leaf",
    "y 3 2/2 leaf",
    "a2 2 2/2 leaf",
    "B 1 2/2 leaf",
  ]);
});

test("the details tell everything that is known about the selected unit", async () => {
  const { page, seen } = await stage.open();
  await choose(page, "Documented example");
  await row(page, "USA Western Region").click();
  assert.deepEqual(await details(page), {
    Id: "fda4ab9e-ab82-4ba9-8d6c-ae7dbd7cee31 Copy",
    Description: "California, Nevada, Washington",
    Path: "North America USA Western Region",
    Parent: "North America",
    Level: "2",
    "Below it": "nothing",
    "Path as sent": "North America",
    Account: "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace",
    Created: "2016-04-11T03:49:09.176Z",
    Updated: "2016-04-11T03:49:09.176Z",
  });
  assertHarmless(seen);
});

test("iMocha's date is shown character for character", async () => {
  const { page } = await stage.open();
  await choose(page, "Documented example", "iMocha");
  await row(page, "Default BU 1").click();
  const { Id, Created, Updated } = await details(page);
  assert.deepEqual([Id, Created, Updated], ["164373 Copy", "2025-05-15T06:06:18.763", undefined]);
});

test("the copy button puts the id on the clipboard", async () => {
  const { page } = await stage.open({ permissions: ["clipboard-read", "clipboard-write"] });
  await choose(page, "Documented example");
  await row(page, "North America").click();
  await page.getByRole("button", { name: "Copy the id", exact: true }).click();
  await page.getByText("Copied").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, "933df8fd-abb2-4e4e-8f79-95ba2afebc6c");
});

test("the parent in the details leads to the parent", async () => {
  const { page } = await stage.open();
  await choose(page, "Documented example");
  await row(page, "USA Western Region").click();
  await page.locator("unit-details").getByRole("button", { name: "North America" }).click();
  assert.equal(await page.locator("unit-details h3").textContent(), "North America");
});

test("a click on the arrow opens and closes without selecting", async () => {
  const { page } = await stage.open();
  await choose(page, "Documented example");
  await row(page, "North America").locator(".twisty").click();
  assert.deepEqual(await outline(page), ["North America"]);
  assert.equal(await page.locator('[aria-selected="true"]').count(), 0);
  await row(page, "North America").locator(".twisty").click();
  assert.equal((await outline(page)).length, 2);
});

test("an account without units says so and what to do next", async () => {
  const { page, seen } = await stage.open();
  for (const provider of ["Autodesk", "iMocha"]) {
    await choose(page, "Empty account", provider);
    await page.getByRole("heading", { name: "This account has no business units" }).waitFor();
    await page.getByText("If you expected some").waitFor();
    assert.equal(await page.getByRole("tree").count(), 0);
  }
  assertHarmless(seen);
});

test("the large company opens its first levels only", async () => {
  const { page } = await stage.open();
  await choose(page, "Brückner");
  const shown = (await rows(page)).length;
  assert.ok(shown > 5 && shown <= 200, `${shown} rows`);
  await page.getByRole("button", { name: "Open all" }).click();
  await page.getByRole("button", { name: "Close all" }).click();
  assert.ok((await rows(page)).every(({ level }) => level === 1));
});

test("a name of which nothing can be seen is shown as none", async () => {
  const { page } = await stage.open();
  await serveListing(page, [
    { id: "1", name: " \u200B" },
    { id: "2", name: "" },
    { id: "3", name: " A " },
  ]);
  await choose(page, "Documented example");
  assert.deepEqual(
    (await rows(page)).map(({ name }) => name),
    ["(no name)", "(no name)", " A "],
  );
});
