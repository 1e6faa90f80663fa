import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { AUTODESK_ACCOUNTS } from "../../www/sandbox/catalog.ts";
import { choose } from "./support/explorer.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const KEY = "bu_a-key-that-only-this-test-knows";
const NARROW = "bu_a-key-for-one-account";
const sha256 = (key: string) => [createHash("sha256").update(key).digest("hex")];
const API_KEYS = JSON.stringify([
  { name: "all", sha256: sha256(KEY), accounts: ["*"] },
  {
    name: "narrow",
    sha256: sha256(NARROW),
    accounts: [`autodesk:${AUTODESK_ACCOUNTS.documented.accountId}`],
  },
]);
const stage = await stageForFile({ API_KEYS });

async function signIn(page: Page, key: string): Promise<void> {
  await page.getByRole("textbox", { name: "API key" }).fill(key);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Everything in which a browser would keep a key, as one text. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const stores = [
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      databases,
      await caches.keys(),
    ];
    return JSON.stringify([stores, location.href, history.state, name, document.documentElement.outerHTML]);
  });
}

test("a server that needs a key asks for it, refuses a wrong one and shows the accounts for the right one", async () => {
  const { page, seen } = await stage.open();
  await page.getByRole("heading", { name: "This server asks for an API key" }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "API key" }).getAttribute("type"), "password");
  await signIn(page, "bu_wrong");
  await page.getByText("The server did not accept that key.").waitFor();
  await signIn(page, KEY);
  await choose(page, "Documented example");
  await page.getByText("USA Western Region").waitFor();
  assertHarmless(seen);
});

test("a key that no header can carry is refused like any other, and leads back to the field", async () => {
  const { page, seen } = await stage.open();
  for (const key of ["schlüssel€", "two words", KEY.replace("-", "\u2011")]) {
    await signIn(page, key);
    await page.getByText("The server did not accept that key.").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "api-key");
  }
  await signIn(page, KEY);
  await page.getByLabel("Account", { exact: true }).waitFor();
  assertHarmless(seen);
});

test("a key for one account shows that account in the choice, and no other one", async () => {
  const { page, seen } = await stage.open();
  await signIn(page, NARROW);
  await page.locator("#account").waitFor();
  const offered = await page.locator("#account optgroup option").allTextContents();
  assert.deepEqual(offered, ["Documented example"]);
  await choose(page, "Documented example");
  await page.getByText("USA Western Region").waitFor();
  assertHarmless(seen);
});

test("a server that only Cloudflare Access opens asks for no key, and says what to do", async () => {
  const { page } = await stage.open();
  const problem = {
    code: "ACCESS_REFUSED",
    title: "Cloudflare Access does not vouch for this request",
    status: 401,
  };
  await page.route("**/api/accounts", (route) => route.fulfill({ status: 401, json: problem }));
  await page.reload();
  await page.getByText(problem.title).waitFor();
  await page.getByText("sign in again").waitFor();
  assert.equal(await page.locator("#api-key").count(), 0);
});

test("after signing in the focus is on the choice of accounts", async () => {
  const { page } = await stage.open();
  await signIn(page, KEY);
  await page.locator("#account:focus").waitFor();
});

test("the key is kept nowhere but in memory", async () => {
  const { page } = await stage.open();
  const addresses: string[] = [];
  page.on("request", (request) => addresses.push(request.url()));
  await signIn(page, KEY);
  await choose(page, "Documented example");
  assert.ok(!(await kept(page)).includes(KEY));
  assert.ok(!addresses.join().includes(KEY));
  await page.reload();
  await page.getByRole("heading", { name: "This server asks for an API key" }).waitFor();
});

test("a key that is withdrawn is asked for again, and the account is shown after that", async () => {
  const { page } = await stage.open();
  await signIn(page, KEY);
  await page.route("**/business-units*", (route) => route.fulfill({ status: 401 }));
  await choose(page, "Documented example");
  await page.getByText("The server did not accept that key.").waitFor();
  await page.unroute("**/business-units*");
  await signIn(page, KEY);
  await page.getByText("USA Western Region").waitFor();
});
