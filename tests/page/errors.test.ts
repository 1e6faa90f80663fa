import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { AUTODESK_ACCOUNTS, IMOCHA_ACCOUNTS, type SandboxAccount } from "../../www/sandbox/catalog.ts";
import { choose, focusedName } from "./support/explorer.ts";
import { serveProblem } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

const refused = [...Object.values(AUTODESK_ACCOUNTS), ...Object.values(IMOCHA_ACCOUNTS)].flatMap(
  (account: SandboxAccount) =>
    "status" in account.expect ? [{ ...account, status: account.expect.status }] : [],
);

/** The sentences of the notice and its facts by name. */
async function notice(page: Page): Promise<{ title: string; next: string[]; facts: Record<string, string> }> {
  const title = await page.locator("page-notice h2").textContent();
  const next = await page.locator("page-notice .next").allTextContents();
  const facts = await page
    .locator("page-notice dt")
    .evaluateAll((terms) => terms.map((term) => [term.textContent, term.nextElementSibling?.textContent]));
  return { title: title ?? "", next, facts: Object.fromEntries(facts) };
}

for (const { name, provider, status } of refused) {
  test(`${provider} answering ${status} is a sentence and what to do next`, async () => {
    const { page, seen } = await stage.open();
    await choose(page, name, provider === "imocha" ? "iMocha" : "Autodesk");
    const { title, next, facts } = await notice(page);
    assert.match(title, /^[A-Z].+\.$/);
    assert.match(next[0] ?? "", /^\w.+\.$/);
    assert.match(facts.Code ?? "", /^ERR_[A-Z_]+$/);
    assert.equal(facts["Service's status"], String(status));
    assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 1);
    assertHarmless(seen);
  });
}

test("a problem tells the service's words, the hint, the wait and the request id", async () => {
  const { page } = await stage.open();
  await serveProblem(page, {
    status: 503,
    code: "ERR_RATE_LIMITED",
    title: "The service asks for patience",
    detail: "Autodesk answered 429.",
    reason: "Quota limit exceeded.",
    hint: "All callers share 100 requests a minute.",
    requestId: "d1c6",
    retryAfterMs: 30_000,
  });
  await choose(page, "Documented example");
  const { title, next, facts } = await notice(page);
  assert.equal(title, "The service asks for patience.");
  assert.deepEqual(next, ["All callers share 100 requests a minute."]);
  await page.getByText(/^Wait \d+ seconds before you try again\.$/).waitFor();
  assert.deepEqual(facts, { Code: "ERR_RATE_LIMITED", Status: "503", "Request id": "d1c6" });
  await page.getByText("The service said: Quota limit exceeded.").waitFor();
});

test("a listing that is cut short is a sentence", async () => {
  const { page, seen } = await stage.open();
  const cut = '{"provider":"autodesk","units":[{"id":"1","na';
  await page.route("**/business-units*", (route) =>
    route.fulfill({ contentType: "application/json", body: cut }),
  );
  await choose(page, "Documented example");
  const { title, facts } = await notice(page);
  assert.equal(title, "The listing could not be read.");
  assert.equal(facts.Code, "ERR_JSON");
  assertHarmless(seen);
});

test("an answer that is no problem document is a sentence that speaks of no words", async () => {
  const { page } = await stage.open();
  for (const [status, code] of [
    [418, "ERR_STATUS"],
    [500, "ERR_SERVER"],
    [502, "ERR_SERVER"],
  ] as const) {
    await page.route("**/business-units*", (route) => route.fulfill({ status, body: "<html>No" }));
    await choose(page, "Documented example");
    const { title, next, facts } = await notice(page);
    assert.equal(title, `The server answered with status ${status}.`);
    assert.equal(facts.Code, code);
    assert.doesNotMatch(next.join(), /words/);
    await page.unroute("**/business-units*");
    await choose(page, "Empty account");
    await page.getByRole("heading", { name: "This account has no business units" }).waitFor();
  }
});

test("a browser that does not let the page's module in is told what to do, not what to configure", async () => {
  const { page } = await stage.open();
  await page.route(stage.url, async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": policy = "", ...headers } = response.headers();
    const strict = policy.replace("'wasm-unsafe-eval'", "");
    await route.fulfill({ response, headers: { ...headers, "content-security-policy": strict } });
  });
  await page.reload();
  await choose(page, "Documented example");
  const { next, facts } = await notice(page);
  assert.equal(facts.Code, "ERR_STATE");
  assert.match(next[0] ?? "", /^A part that builds the tree did not load\. Reload the page;/);
  assert.doesNotMatch(next.join(), /bundler|wasm|Policy/);
});

test("a server that cannot be reached is a sentence, and trying again helps once it can", async () => {
  const { page } = await stage.open();
  await page.route("**/business-units*", (route) => route.abort());
  await choose(page, "Documented example");
  const { title, next, facts } = await notice(page);
  assert.equal(title, "The page could not reach its server.");
  assert.equal(next[0], "Check the connection, then try again.");
  assert.equal(facts.Code, "ERR_NETWORK");
  await page.unroute("**/business-units*");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("tree").waitFor();
});

test("trying again keeps the focus: on what is loading, on the next problem, on the tree", async () => {
  const { page } = await stage.open();
  const focusedHeading = (text: string) => page.locator("h2:focus", { hasText: text }).waitFor();
  await page.route("**/business-units*", (route) => route.fulfill({ status: 500 }));
  await choose(page, "Documented example");
  let release = () => {};
  const held = new Promise<void>((done) => {
    release = done;
  });
  await page.unroute("**/business-units*");
  await page.route("**/business-units*", async (route) => {
    await held;
    await route.fulfill({ status: 503 });
  });
  await page.getByRole("button", { name: "Try again" }).click();
  await focusedHeading("Loading Documented example");
  release();
  await focusedHeading("The server answered with status 503.");
  await page.unroute("**/business-units*");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator('[role="treeitem"]:focus').waitFor();
  assert.equal(await focusedName(page), "North America");
});

test("choosing an account leaves the focus on the choice", async () => {
  const { page } = await stage.open();
  await page.getByLabel("Account", { exact: true }).focus();
  await choose(page, "404");
  await choose(page, "Documented example");
  await page.locator('[role="treeitem"]').first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "account");
});

const NO_OFFERS = [
  "{}",
  "null",
  "[]",
  "<html>",
  '{"sandbox":true}',
  '{"sandbox":1,"accounts":[]}',
  '{"sandbox":true,"accounts":{}}',
  '{"sandbox":true,"accounts":[null]}',
  '{"sandbox":true,"accounts":[{"provider":"autodesk","name":"A"}]}',
  '{"sandbox":true,"accounts":[{"provider":"imocha","name":7}]}',
  '{"sandbox":true,"accounts":[{"provider":"imocha","name":"A","about":{}}]}',
];

test("accounts of another shape are a sentence, and trying again asks for them again", async () => {
  const { page, seen } = await stage.open();
  for (const body of NO_OFFERS) {
    await page.route("**/api/accounts", (route) => route.fulfill({ body }));
    await page.reload();
    const { title, facts } = await notice(page);
    assert.equal(title, "The server answered with something that is not a list of accounts.", body);
    assert.equal(facts.Code, "ERR_SHAPE");
    await page.unroute("**/api/accounts");
  }
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("#account:focus").waitFor();
  assertHarmless(seen);
});

test("a server whose accounts cannot be read is a sentence, and trying again asks for them again", async () => {
  const { page } = await stage.open();
  await page.route("**/api/accounts", (route) => route.fulfill({ status: 500 }));
  await page.reload();
  assert.equal((await notice(page)).title, "The server answered with status 500.");
  await page.unroute("**/api/accounts");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByLabel("Account", { exact: true }).waitFor();
});
