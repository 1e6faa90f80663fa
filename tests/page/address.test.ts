import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { accountNamed, addressFrom, fragmentOf, nameInAddress } from "../../www/app/address.ts";
import { choose, rows } from "./support/explorer.ts";
import { chooseFile } from "./support/files.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

function selected(page: Page) {
  return page.locator('[role="treeitem"][aria-selected="true"] bdi');
}

test("addressFrom() reads what fragmentOf() writes", () => {
  const address = {
    account: "imocha/a b",
    file: undefined,
    view: "icicle",
    sel: "é&=#?/",
    q: "x y",
  } as const;
  assert.deepEqual(addressFrom(fragmentOf(address)), address);
  assert.equal(fragmentOf({ view: "tree", q: "" }), "");
});

test("addressFrom() makes text of whatever it is given", () => {
  for (const fragment of [
    "",
    "#",
    "#&&=&",
    "#view=<svg>",
    "#%",
    "#%ff%fe",
    "#__proto__=1&constructor=2",
    "#sel",
  ]) {
    assert.equal(addressFrom(fragment).view, "tree");
  }
  assert.equal(addressFrom(`#sel=${"x".repeat(100_000)}`).sel?.length, 1_000);
});

test("accountNamed() finds what is offered, and any account of Autodesk's where any may be asked for", () => {
  const offered = { provider: "imocha", accountId: "a/b", name: "A" } as const;
  assert.equal(accountNamed(nameInAddress(offered), { sandbox: true, accounts: [offered] }), offered);
  const wanted = { provider: "autodesk", accountId: "b.1-2", region: "EMEA", name: "b.1-2" };
  assert.deepEqual(accountNamed("autodesk/b.1-2/EMEA", { sandbox: false, accounts: [] }), wanted);
  for (const name of ["autodesk/b.1-2", "autodesk/..%2f", "imocha/x", "autodesk/1/xx", "javascript:alert(1)"])
    assert.equal(accountNamed(name, { sandbox: name === "autodesk/b.1-2", accounts: [] }), undefined, name);
});

test("the address says the account, the view, the unit and the search, and leads back to them", async () => {
  const { page, seen } = await stage.open();
  await choose(page, "Brückner");
  await page.locator("unit-search input").fill("nord");
  const row = page.locator('[role="treeitem"]', { hasText: /nord/i }).first();
  await row.click();
  const name = await selected(page).textContent();
  await page.waitForURL(/#account=autodesk%2F[\w-]+.*&view=tree&sel=[\w-]+&q=nord$/);
  await page.reload();
  await selected(page).waitFor();
  assert.equal(await selected(page).textContent(), name);
  assert.equal(await page.locator("unit-search input").inputValue(), "nord");
  assertHarmless(seen);
});

test("a unit in the address is brought into view, however deep it stands", async () => {
  const { page } = await stage.open();
  await choose(page, "Brückner");
  await page.getByRole("button", { name: "Open all" }).click();
  const deepest = (await rows(page)).reduce((deep, row) => (row.level > deep.level ? row : deep));
  await page.locator('[role="treeitem"]', { hasText: deepest.name }).first().click();
  await page.waitForURL(/sel=/);
  await page.reload();
  await selected(page).waitFor();
  assert.equal(await selected(page).textContent(), deepest.name);
});

test("back and forward lead through accounts and views, and typing makes no entries", async () => {
  const { page } = await stage.open();
  await page.locator("#account").waitFor();
  await choose(page, "Documented example");
  await page.getByText("USA Western Region").waitFor();
  await page.locator("unit-search input").pressSequentially("usa");
  await page.waitForURL(/q=usa$/);
  await page.getByRole("button", { name: "Icicle" }).click();
  await page.waitForURL(/view=icicle/);
  await choose(page, "Empty account");
  await page.getByRole("heading", { name: "This account has no business units" }).waitFor();
  await page.goBack();
  await page.locator("unit-icicle").waitFor();
  assert.equal(await page.locator("account-picker option:checked").textContent(), "Documented example");
  await page.goBack();
  await page.getByRole("tree").waitFor();
  assert.equal(await page.locator("unit-search input").inputValue(), "usa");
  await page.goBack();
  await page.getByText("Choose an account to see its units.").waitFor();
  await page.goForward();
  await page.getByRole("tree").waitFor();
});

test("back leads to a file that was read, and after a reload the page asks for it", async () => {
  const { page } = await stage.open();
  await chooseFile(page, { name: "units.csv", content: "id,name\n1,Europe\n" });
  await choose(page, "Empty account");
  await page.getByRole("heading", { name: "This account has no business units" }).waitFor();
  await page.goBack();
  await page.getByRole("treeitem", { name: "Europe" }).waitFor();
  await page.reload();
  await page
    .locator("main")
    .getByText("units.csv was read from a computer, and no address leads there.")
    .waitFor();
});

test("an id that is not there, and an account that is not offered, are told", async () => {
  const { page, seen } = await stage.open();
  await choose(page, "Documented example");
  await page.waitForURL(/account=/);
  await page.goto(`${page.url()}&sel=gone%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E`);
  await page.reload();
  await page
    .locator(".notes")
    .getByText("No unit here has the id that the address asks for: gone<img src=x")
    .waitFor();
  await page.locator('[role="treeitem"]').first().click();
  await page.locator(".notes").getByText("No unit here has the id").waitFor({ state: "detached" });
  await page.goto(`${stage.url}#account=autodesk/nowhere`);
  await page.locator("main").getByText("The address names an account that is not offered here.").waitFor();
  assertHarmless(seen);
});

const HOSTILE = [
  "#account=javascript:alert(1)",
  "#account=autodesk%2F..%2F..%2Fhealth",
  "#file=%3Cscript%3Ealert(1)%3C/script%3E",
  "#view=__proto__&sel=constructor&q=%00%E2%80%AE",
  `#q=${"%F0%9F%92%A9".repeat(3_000)}`,
  "#account=autodesk&account=imocha",
  "#%%%",
];

test("hostile fragments are harmless", async () => {
  const { page, seen } = await stage.open();
  for (const fragment of HOSTILE) {
    await page.goto(stage.url + fragment);
    await page.reload();
    await page.getByText("Choose an account to see its units.").waitFor();
  }
  assertHarmless(seen);
});

for (const view of ["tree", "icicle"]) {
  test(`a unit that the address names while its list is open is brought into view: ${view}`, async () => {
    const { page } = await stage.open();
    const branch = Array.from({ length: 40 }, (_, at) => `  Unit ${at}`);
    await serveListing(page, unitsOf(["First", ...branch, "Last", "  Deep", "    Deeper", ...branch]));
    await choose(page, "Documented example");
    await page.getByRole("button", { name: "Close all" }).click();
    await page.evaluate((shown) => {
      location.hash = location.hash.replace(/&view=\w+/, `&view=${shown}`).concat("&sel=Deeper");
    }, view);
    const named = page.locator('[role="treeitem"][aria-selected="true"]');
    await named.waitFor();
    assert.match((await named.getAttribute("aria-label")) ?? (await named.textContent()) ?? "", /Deeper/);
    await page.waitForFunction(() => {
      const { top, bottom } =
        document.querySelector('[aria-selected="true"]')?.getBoundingClientRect() ?? new DOMRect();
      return top >= 0 && bottom > top && bottom <= innerHeight;
    });
  });
}
