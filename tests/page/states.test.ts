import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { choose } from "./support/explorer.ts";
import { serveListing, serveProblem, unitsOf } from "./support/listing.ts";
import { slowDown, stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();
const UNITS = unitsOf(["Europe", "  Norway"]);
const NOW = new Date("2026-11-27T12:05:00");

/** Opens the page with a clock that the test turns. */
async function openWithClock(): Promise<Page> {
  const { page } = await stage.open();
  await page.clock.install({ time: NOW });
  await page.reload();
  await page.locator("#account").waitFor();
  return page;
}

async function serveWith(page: Page, headers: Record<string, string>): Promise<void> {
  const body = JSON.stringify({ provider: "autodesk", units: UNITS });
  await page.route("**/business-units*", (route) => {
    return route.fulfill({ contentType: "application/json", headers, body });
  });
}

test("a listing says when it was so and how long ago that is, and goes on counting", async () => {
  const page = await openWithClock();
  await serveWith(page, { age: "120", "x-cache": "HIT" });
  await choose(page, "Documented example");
  const age = page.locator(".age");
  assert.equal(await age.textContent(), "As of 12:03, 2 minutes ago");
  await page.clock.fastForward("03:00:00");
  await page.getByText("As of 12:03, 3 hours ago").waitFor();
  assert.equal(await page.locator(".age[role], [aria-live] .age, [role=status] .age").count(), 0);
});

test("a listing that is old because its service is down says so, and Refresh asks again", async () => {
  const { page, seen } = await stage.open();
  await serveWith(page, { age: "7200", "x-cache": "SIE" });
  await choose(page, "Documented example");
  await page
    .locator(".notes")
    .getByText("The service could not be asked, so this is what it said last.")
    .waitFor();
  await page.unroute("**/business-units*");
  await serveWith(page, { age: "0", "x-cache": "MISS" });
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.getByText(/^As of \d\d:\d\d, just now$/).waitFor();
  assert.equal(await page.getByText("The service could not be asked").count(), 0);
  assertHarmless(seen);
});

test("a listing that the worker is just renewing says so", async () => {
  const { page } = await stage.open();
  await serveWith(page, { age: "90", "x-cache": "SWR" });
  await choose(page, "Documented example");
  await page.locator(".notes").getByText("A newer list is being fetched: refresh in a moment.").waitFor();
});

test("Refresh keeps what is selected and searched for", async () => {
  const { page } = await stage.open();
  await serveListing(page, UNITS);
  await choose(page, "Documented example");
  await page.locator("unit-search input").fill("nor");
  await page.locator('[role="treeitem"]', { hasText: "Norway" }).click();
  await page.getByRole("button", { name: "Refresh" }).click();
  await page.locator('[aria-selected="true"]', { hasText: "Norway" }).waitFor();
  assert.equal(await page.locator("unit-search input").inputValue(), "nor");
});

test("a service that asks for patience gets it: the button counts down and then works by itself", async () => {
  const page = await openWithClock();
  await serveProblem(page, {
    status: 503,
    code: "ERR_RATE_LIMITED",
    title: "Patience",
    retryAfterMs: 30_000,
  });
  await choose(page, "Documented example");
  const again = page.getByRole("button", { name: "Try again" });
  assert.ok(await again.isDisabled());
  // From here on time stands still, but for what the test makes of it.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  const wait = page.getByText(/^Wait \d+ seconds before you try again\.$/);
  const left = Number(/\d+/.exec((await wait.textContent()) ?? ""));
  await page.clock.fastForward(5_000);
  await page.getByText(`Wait ${left - 5} seconds before you try again.`).waitFor();
  assert.ok(await again.isDisabled());
  assert.equal(
    await page
      .locator("[role=alert]")
      .getByText(/Wait \d/)
      .count(),
    0,
  );
  await page.clock.fastForward((left - 5) * 1_000);
  await page.getByRole("status").filter({ hasText: "You can try again now." }).waitFor();
  await page.unroute("**/business-units*");
  await serveListing(page, UNITS);
  await page.clock.resume();
  await again.click();
  await page.getByRole("tree").waitFor();
});

test("the wait of a 429 stands in its header", async () => {
  const { page } = await stage.open();
  await page.route("**/business-units*", (route) => {
    const problem = { code: "TOO_MANY_REQUESTS", title: "Too many requests" };
    return route.fulfill({ status: 429, headers: { "retry-after": "55" }, json: problem });
  });
  await choose(page, "Documented example");
  await page.getByText(/^Wait \d\d seconds before you try again\.$/).waitFor();
  assert.ok(await page.getByRole("button", { name: "Try again" }).isDisabled());
});

test("a computer that is offline is told so, and the page tries by itself once it is back", async () => {
  const { page } = await stage.open();
  await page.locator("#account").waitFor();
  await page.context().setOffline(true);
  await choose(page, "Documented example");
  await page.getByRole("heading", { name: "This computer is offline." }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("tree").waitFor();
});

test("a large listing shows bytes and units while it arrives, and can be given up", async () => {
  const { page, seen } = await stage.open();
  await page.locator("#account").waitFor();
  const aborted = page.waitForEvent("requestfailed", (request) => request.url().includes("business-units"));
  await slowDown(page, 200);
  const option = page.locator("option", { hasText: "One hundred thousand" });
  await page.locator("#account").selectOption({ value: (await option.getAttribute("value")) ?? "" });
  await page
    .locator("load-progress")
    .getByText(/^[\d,]+ units so far, [\d.]+ [kM]B/)
    .waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await aborted;
  await page.locator("main").getByText("was not loaded: you cancelled it.").waitFor();
  assert.equal(await page.locator("account-picker option:checked").textContent(), "Choose an account");
  assertHarmless(seen);
});

test("where the answer says how long it is, progress is a share of it", async () => {
  const { page } = await stage.open();
  await page.locator("#account").waitFor();
  await page.evaluate(() => {
    const chunk = new TextEncoder().encode('{"provider":"autodesk","units":[{"id":"1","name":"Europe"}');
    const real = window.fetch;
    window.fetch = async (...asked) => {
      if (!String(asked[0]).includes("business-units")) return real(...asked);
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(chunk);
        },
      });
      return new Response(body, { headers: { "content-length": String(chunk.length * 4) } });
    };
  });
  await page.locator("#account").selectOption({ index: 1 });
  await page.getByText(/\d units? so far, 1 kB of 1 kB/).waitFor();
  assert.equal(await page.locator("progress").evaluate((bar) => (bar as HTMLProgressElement).position), 0.25);
});

const REFUSALS = [
  [403, "ACCOUNT_FORBIDDEN", /Ask the administrator of this server for the right/],
  [503, "BREAKER_OPEN", /gets some rest/],
  [503, "PACED", /Many are asking/],
  [502, "ERR_JSON", /cut short/],
] as const;

test("each refusal has a next step of its own, and a file can be read all the same", async () => {
  const { page } = await stage.open();
  for (const [status, code, step] of REFUSALS) {
    await serveProblem(page, { status, code, title: "No" });
    await choose(page, "Documented example");
    await page.locator("page-notice dd", { hasText: code }).waitFor();
    assert.match((await page.locator("page-notice .next").textContent()) ?? "", step);
    assert.equal(await page.getByRole("button", { name: "Choose a file" }).count(), 1);
    await page.unroute("**/business-units*");
    await choose(page, "Empty account");
  }
});

test("an empty account says what to do next, and its age", async () => {
  const { page } = await stage.open();
  await choose(page, "Empty account");
  await page.getByRole("heading", { name: "This account has no business units" }).waitFor();
  await page.getByText(/^As of /).waitFor();
});
