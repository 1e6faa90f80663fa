import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { AUTODESK_ACCOUNTS } from "../../www/sandbox/catalog.ts";
import { choose, rows } from "./support/explorer.ts";
import { serveListing, serveProblem } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

const ATTACKS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "</bdi></div><svg onload=alert(1)>",
  "{{alert(1)}}",
  "\u202Egpj.exe",
  "a\u200Bb\uFEFF",
  "\u2066\u2067 never closed",
  "x".repeat(255),
];

/** Elements that no name may ever become. */
function planted(page: Page): Promise<number> {
  return page.locator("explorer-page :is(script, img, svg, iframe, object, style, a)").count();
}

test("the account of hostile names is shown whole and harms nothing", async () => {
  const { page, seen } = await stage.open();
  await choose(page, AUTODESK_ACCOUNTS.hostile.name);
  await page.getByRole("button", { name: "Open all" }).click();
  assert.equal((await rows(page)).length, AUTODESK_ACCOUNTS.hostile.expect.units);
  for (const row of await page.locator('[role="treeitem"]').all()) {
    await row.click();
    await page.locator("unit-details dl").waitFor();
  }
  assert.equal(await planted(page), 0);
  assertHarmless(seen);
});

test("hostile text in every field of a unit, and in what is wrong with it, stays text", async () => {
  const { page, seen } = await stage.open();
  const units = ATTACKS.map((text, at) => {
    return {
      id: `${text}${at}`,
      parentId: `${text}?`,
      name: text,
      description: text,
      path: text,
      createdAt: text,
    };
  });
  await serveListing(page, units);
  await choose(page, "Documented example");
  assert.deepEqual(
    (await rows(page)).map(({ name }) => name),
    ATTACKS,
  );
  for (const defect of await page.locator("button.defect").all()) await defect.click();
  assert.equal(await planted(page), 0);
  assertHarmless(seen);
});

test("hostile text in the name of a suggested parent stays text", async () => {
  const { page, seen } = await stage.open();
  const parents = ATTACKS.map((name, at) => ({ id: `P${at}`, name }));
  await serveListing(page, [
    ...parents,
    ...ATTACKS.map((name, at) => ({ id: `${at}`, parentId: `p${at}`, name })),
  ]);
  await choose(page, "Documented example");
  assert.deepEqual(await page.locator("defect-list .related bdi").allTextContents(), ATTACKS);
  assert.equal(await planted(page), 0);
  assertHarmless(seen);
});

test("hostile text in a problem stays text", async () => {
  const { page, seen } = await stage.open();
  const [, text = ""] = ATTACKS;
  const members = { code: text, title: text, detail: `${text}!`, reason: text, hint: text, requestId: text };
  await serveProblem(page, { status: 502, ...members });
  await choose(page, "Documented example");
  assert.equal(await page.locator("page-notice h2").textContent(), `${text}.`);
  assert.equal(await planted(page), 0);
  assertHarmless(seen);
});

test("every name stands in an element of its own direction", async () => {
  const { page } = await stage.open();
  await choose(page, AUTODESK_ACCOUNTS.hostile.name);
  const outside = await page
    .locator('[role="treeitem"]')
    .evaluateAll(
      (elements) => elements.filter((element) => element.querySelectorAll("bdi").length !== 1).length,
    );
  assert.equal(outside, 0);
});

test("nothing but lit can make a Trusted Types policy in the page", async () => {
  const { page } = await stage.open();
  const refused = await page.evaluate(() => {
    const { trustedTypes } = window as unknown as {
      trustedTypes: { createPolicy(name: string, rules: object): void };
    };
    return ["lit-html", "default", "mine"].filter((name) => {
      try {
        trustedTypes.createPolicy(name, {});
        return false;
      } catch {
        return true;
      }
    });
  });
  assert.deepEqual(refused, ["lit-html", "default", "mine"]);
});
