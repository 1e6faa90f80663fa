import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

/** Opens the page as a server with real credentials and no list of accounts would show it. */
async function openLive(): Promise<{ page: Page; asked: string[]; harmless(): void }> {
  const { page, seen } = await stage.open();
  const asked: string[] = [];
  await page.route("**/api/accounts", (route) => route.fulfill({ json: { sandbox: false, accounts: [] } }));
  await serveListing(page, unitsOf(["Real", "  Unit"]));
  page.on("request", (request) =>
    asked.push(new URL(request.url()).pathname + new URL(request.url()).search),
  );
  await page.reload();
  await page.getByLabel("Autodesk account or hub id").waitFor();
  return { page, asked, harmless: () => assertHarmless(seen) };
}

test("with real credentials any account is shown by its id and region", async () => {
  const { page, asked, harmless } = await openLive();
  assert.equal(await page.getByText("Sandbox.").count(), 0);
  await page.getByLabel("Autodesk account or hub id").fill("b.c8b0c73d-3ae9");
  await page.getByLabel("Region").fill("EMEA");
  await page.getByRole("button", { name: "Show" }).click();
  await page.getByRole("tree").waitFor();
  assert.equal(
    asked.filter((path) => path.startsWith("/api/")).at(-1),
    "/api/autodesk/accounts/b.c8b0c73d-3ae9/business-units?region=EMEA",
  );
  harmless();
});

test("blanks around a pasted id or region and the case of a region do not matter", async () => {
  const { page, asked } = await openLive();
  await page.getByLabel("Autodesk account or hub id").fill("\u00a0 b.c8b0c73d-3ae9\u200b ");
  await page.getByLabel("Region").fill(" emea ");
  await page.getByLabel("Region").press("Enter");
  await page.getByRole("tree").waitFor();
  assert.equal(
    asked.filter((path) => path.startsWith("/api/")).at(-1),
    "/api/autodesk/accounts/b.c8b0c73d-3ae9/business-units?region=EMEA",
  );
});

test("an id with anything but letters, digits and dashes is not sent", async () => {
  const { page, asked } = await openLive();
  for (const id of ["", "../x", "a b", "a.c8b0"]) {
    await page.getByLabel("Autodesk account or hub id").fill(id);
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(await page.locator("#account-id:invalid").count(), 1, JSON.stringify(id));
  }
  assert.ok(!asked.some((path) => path.includes("business-units")));
});
