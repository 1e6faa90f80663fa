import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { Page, Route } from "playwright-core";
import { choose, focusedName, outline, row } from "./support/explorer.ts";
import { serveListing, serveProblem, unitsOf } from "./support/listing.ts";
import { type Opened, stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();
const UNITS = unitsOf(["Asia", "  Japan", "    Tokyo", "  India", "Europe", "  Norway"]);
const NEWER = unitsOf([
  "Africa",
  "  Kenya",
  "Asia",
  "  Japan",
  "    Kyoto",
  "    Tokyo",
  "  India",
  "Europe",
  "  Norway",
]);

/** An account that is shown, with all but Japan closed: what is open can only be told by its units. */
async function openAccount(): Promise<Opened> {
  const opened = await stage.open();
  await serveListing(opened.page, UNITS);
  await choose(opened.page, "Documented example");
  await row(opened.page, "Asia").focus();
  await opened.page.keyboard.press("ArrowLeft");
  await row(opened.page, "India").waitFor({ state: "detached" });
  assert.deepEqual(await outline(opened.page), ["Asia", "Europe", "  Norway"]);
  await row(opened.page, "Norway").click();
  return opened;
}

/** Lets a request of the page wait until the test answers it. */
function held(page: Page, url: string): { request: Promise<Route> } {
  return { request: new Promise((resolve) => void page.route(url, resolve)) };
}

/** Asks for the list again; the page's request is answered when the test wants it. */
async function refreshSlowly(page: Page): Promise<Route> {
  await page.unroute("**/business-units*");
  const { request } = held(page, "**/business-units*");
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByText("Fetching the list again …").waitFor();
  return request;
}

async function refreshInVain(
  page: Page,
  problem: { status: number; [member: string]: unknown },
): Promise<void> {
  await page.unroute("**/business-units*");
  await serveProblem(page, problem);
  await page.getByRole("button", { name: "Refresh" }).click();
}

function fulfill(route: Route, units: readonly unknown[]): Promise<void> {
  const body = JSON.stringify({ provider: "autodesk", units });
  return route.fulfill({ contentType: "application/json", body });
}

function selectedName(page: Page): Promise<string | null> {
  return page.locator('[aria-selected="true"] bdi').first().textContent();
}

function announced(page: Page) {
  return page.locator("explorer-page > [role=status]");
}

test("while a list is fetched again the earlier one is there and works, and the newer one takes its place", async () => {
  const { page, seen } = await openAccount();
  const route = await refreshSlowly(page);
  assert.equal(await announced(page).textContent(), "Fetching Documented example again");
  await page.getByText("Waiting for the answer").waitFor();
  await row(page, "Europe").click();
  await page.locator("unit-details").getByText("Europe").first().waitFor();
  await fulfill(route, NEWER);
  await row(page, "Africa").waitFor();
  assert.deepEqual(await outline(page), ["Africa", "Asia", "Europe", "  Norway"]);
  assert.equal(await selectedName(page), "Europe");
  assert.equal(await page.locator("listing-renewal").count(), 0);
  assert.match((await announced(page).textContent()) ?? "", /: 9 units in 3 levels$/);
  await row(page, "Asia").locator(".twisty").click();
  await row(page, "Kyoto").waitFor();
  assertHarmless(seen);
});

for (const view of ["Tree", "Icicle"]) {
  test(`the keyboard stays on its unit when the newer list takes its place: ${view}`, async () => {
    const { page, seen } = await openAccount();
    await page.getByRole("button", { name: view, exact: true }).click();
    const route = await refreshSlowly(page);
    await row(page, "Europe").click();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press(view === "Tree" ? "ArrowUp" : "ArrowLeft");
    const before = await focusedName(page);
    await fulfill(route, NEWER);
    await row(page, "Africa").waitFor();
    await page.locator("listing-renewal").waitFor({ state: "detached" });
    assert.deepEqual([before, await focusedName(page)], ["Asia", "Asia"]);
    assertHarmless(seen);
  });
}

test("what is selected and not in the newer list is told", async () => {
  const { page, seen } = await openAccount();
  await fulfill(await refreshSlowly(page), unitsOf(["Asia"]));
  await page
    .locator(".notes")
    .getByText("No unit here has the id that the address asks for: Norway")
    .waitFor();
  assert.match(
    (await announced(page).textContent()) ?? "",
    /1 unit in 1 level\. No unit here has the id .*: Norway$/,
  );
  assertHarmless(seen);
});

test("a list that does not come again leaves the earlier one, says why, and is tried again", async () => {
  const { page, seen } = await openAccount();
  await refreshInVain(page, {
    status: 502,
    code: "ERR_SERVER",
    title: "The service failed",
    detail: "It hung up.",
    reason: "no room",
    requestId: "r-1",
  });
  const strip = page.locator("listing-renewal");
  await strip.getByText("This is still the earlier list. The service failed.").waitFor();
  assert.match(
    ((await strip.textContent()) ?? "").replace(/\s+/g, " "),
    /The service failed\. It hung up\. The service said: no room\. The fault is not on your side\. .* Code ERR_SERVER, request id r-1/,
  );
  assert.equal(
    await announced(page).textContent(),
    "Documented example was not fetched again: The service failed",
  );
  assert.deepEqual(await outline(page), ["Asia", "Europe", "  Norway"]);
  assert.equal(await page.locator(".age").count(), 1);
  await page.unroute("**/business-units*");
  await serveListing(page, NEWER);
  await strip.getByRole("button", { name: "Try again" }).click();
  await row(page, "Africa").waitFor();
  assert.equal(await strip.count(), 0);
  assertHarmless(seen);
});

test("fetching again can be given up, and a failure put away: the list stays", async () => {
  const { page, seen } = await openAccount();
  const aborted = page.waitForEvent("requestfailed", (request) => request.url().includes("business-units"));
  await refreshSlowly(page);
  await page.getByRole("button", { name: "Cancel" }).click();
  await aborted;
  await refreshInVain(page, { status: 503, code: "ERR_SERVER", title: "No", retryAfterMs: 60_000 });
  assert.ok(await page.getByRole("button", { name: "Try again" }).isDisabled());
  await page.getByRole("button", { name: "Close", exact: true }).click();
  assert.equal(await page.locator("listing-renewal").count(), 0);
  assert.deepEqual(await outline(page), ["Asia", "Europe", "  Norway"]);
  await row(page, "Europe").click();
  assertHarmless(seen);
});

test("a server that asks for a key instead of a newer list gets to ask", async () => {
  const { page } = await openAccount();
  await refreshInVain(page, { status: 401, code: "UNAUTHORIZED", title: "Who asks?" });
  await page.locator("sign-in").waitFor();
  assert.equal(await page.locator("unit-tree").count(), 0);
});

test("another account that is chosen meanwhile is shown, and the newer list of the first is not", async () => {
  const { page, seen } = await openAccount();
  const route = await refreshSlowly(page);
  await page.unroute("**/business-units*");
  await choose(page, "Brückner");
  await fulfill(route, NEWER).catch(() => undefined);
  await page.locator("#tree-title", { hasText: "Brückner" }).waitFor();
  assert.equal(await page.locator("listing-renewal").count(), 0);
  assertHarmless(seen);
});

test("an export under way is of the earlier list, also when the newer one takes its place", async () => {
  const { page, seen } = await stage.open();
  // The page that is there may have asked for that part already.
  await page.goto("about:blank");
  const { request: part } = held(page, "**/save-*.js");
  await page.goto(stage.url);
  await serveListing(page, UNITS);
  await choose(page, "Documented example");
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Table, one row a unit" }).click();
  await part;
  await fulfill(await refreshSlowly(page), NEWER);
  await row(page, "Africa").waitFor();
  await (await part).continue();
  const table = await readFile(await (await download).path(), "utf8");
  assert.match(table, /Tokyo/);
  assert.doesNotMatch(table, /Kyoto/);
  await page.locator("export-menu [role=status]", { hasText: "Saved as" }).waitFor();
  assertHarmless(seen);
});
