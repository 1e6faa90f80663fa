import assert from "node:assert/strict";
import { test } from "node:test";
import { buildTree } from "business-units";
import { type SvgOptions, svg } from "business-units/export";
import type { Page } from "playwright-core";
import { choose } from "./support/explorer.ts";
import { serveListing } from "./support/listing.ts";
import { payloads } from "./support/payloads.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless, type Watch } from "./support/watch.ts";

const stage = await stageForFile();

// All rows of a listing this small stand in the page.
const MOUNTED = 900;

/** The payloads in parts, each as a listing whose every text is hostile and whose every parent is missing. */
const listings = Array.from({ length: Math.ceil(payloads.length / MOUNTED) }, (_, part) =>
  payloads.slice(part * MOUNTED, (part + 1) * MOUNTED).map((text, at) => ({
    id: `${text}${at}`,
    parentId: `${text}?`,
    name: text,
    description: text,
    path: text,
    accountId: text,
    createdAt: text,
    updatedAt: text,
  })),
);

/** Elements and attributes that only a text taken for markup could have made. */
function planted(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = [...document.querySelectorAll("body, body *")];
    const foreign = elements.filter((element) =>
      element.matches(
        "script, img, svg, iframe, object, embed, style, link, video, audio, math, marquee, a, x-element",
      ),
    );
    const handlers = elements.filter((element) =>
      element.getAttributeNames().some((name) => /^on/i.test(name)),
    );
    return [...foreign, ...handlers].map((element) => element.outerHTML.slice(0, 200));
  });
}

async function assertNothingHappened(page: Page, seen: Watch): Promise<void> {
  assert.deepEqual(await planted(page), []);
  assertHarmless(seen);
}

test("there are enough payloads, and no two are the same", () => {
  assert.ok(payloads.length >= 1_825);
  assert.equal(new Set(payloads).size, payloads.length);
});

test("a page that took payloads for markup would be noticed", async () => {
  const { page, seen } = await stage.open();
  const markup = payloads.filter((text) => text.startsWith("<img") || text.startsWith("<script>"));
  await page.route("**/careless.html", (route) => {
    return route.fulfill({ contentType: "text/html", body: `<!doctype html>${markup.join("\n")}` });
  });
  await page.goto(`${stage.url}careless.html`);
  await page.waitForFunction(() => document.readyState === "complete");
  assert.ok(seen.dialogs.length > 0);
  assert.ok((await planted(page)).length > 0);
});

test("as names in the tree, in its labels and among its problems all payloads stay text", async () => {
  for (const units of listings) {
    const { page, seen } = await stage.open();
    await serveListing(page, units);
    await choose(page, "Documented example");
    await page.waitForFunction(
      (count) => document.querySelectorAll("[role=treeitem]").length === count,
      units.length,
    );
    const names = await page.locator('[role="treeitem"] bdi:first-of-type').allTextContents();
    const sent = units.map(({ name }) => name).filter((name) => /[\p{L}\p{N}]/u.test(name));
    assert.deepEqual(
      sent.filter((name) => !names.includes(name)),
      [],
    );
    const defects = await page.locator("defect-list").evaluate(async (element) => {
      const list = element as HTMLElement & {
        loaded: { defects: { kind: string }[] };
        shown: Map<string, number>;
        updateComplete: Promise<unknown>;
      };
      list.shown = new Map(list.loaded.defects.map(({ kind }) => [kind, Number.POSITIVE_INFINITY]));
      await list.updateComplete;
      return list.querySelectorAll("button.defect").length;
    });
    assert.ok(defects >= units.length);
    await assertNothingHappened(page, seen);
    await page.context().close();
  }
});

test("as every field of a selected unit all payloads stay text", async () => {
  for (const units of listings) {
    const { page, seen } = await stage.open();
    await serveListing(page, units);
    await choose(page, "Documented example");
    const shown = await page.locator("unit-details").evaluate(async (element, count) => {
      const details = element as HTMLElement & { row: number; updateComplete: Promise<unknown> };
      const texts: string[] = [];
      for (details.row = 0; details.row < count; details.row++) {
        await details.updateComplete;
        texts.push(details.textContent ?? "");
        if (details.querySelector("script, img, svg, iframe, object, style, [onerror]"))
          texts.push("planted");
      }
      details.row = 0;
      return texts;
    }, units.length);
    assert.equal(shown.length, units.length);
    units.forEach(({ description }, at) => {
      assert.ok(shown[at]?.includes(description), description);
    });
    await assertNothingHappened(page, seen);
    await page.context().close();
  }
});

test("as every text of a problem, and as what is said of a listing, all payloads stay text", async () => {
  const { page, seen } = await stage.open();
  await choose(page, "404");
  const said = await page.locator("page-notice").evaluate(async (element, texts) => {
    const notice = element as HTMLElement & { problem: object; updateComplete: Promise<unknown> };
    const left: string[] = [];
    for (const text of texts) {
      const members = { code: text, title: text, detail: `${text}!`, reason: text, hint: text, where: text };
      notice.problem = { ...members, requestId: text };
      await notice.updateComplete;
      if (!notice.querySelector("h2")?.textContent?.startsWith(text)) left.push(text);
      if (notice.querySelector("script, img, svg, iframe, object, style, a")) left.push(`planted: ${text}`);
    }
    return left;
  }, payloads);
  assert.deepEqual(said, []);
  await assertNothingHappened(page, seen);
});

const PICTURES: Record<string, SvgOptions> = {
  icicle: { as: "icicle", maxUnits: 10_000, width: 100_000, minWidth: 0.1 },
  chart: { as: "chart", maxUnits: 10_000 },
};

// A saved picture is opened from a folder, where no policy of ours protects anybody.
for (const [name, options] of Object.entries(PICTURES)) {
  test(`in a saved picture (${name}) all payloads stay text, as a document and as an image`, async () => {
    const { page, seen } = await stage.open();
    using tree = buildTree(payloads.map((text, at) => ({ id: `${at}`, name: text })));
    const body = svg(tree, { ...options, title: payloads[0] ?? "" });
    await page.route("**/picture.svg", (route) => route.fulfill({ contentType: "image/svg+xml", body }));
    await page.route("**/holder.html", (route) => {
      return route.fulfill({
        contentType: "text/html",
        body: '<!doctype html><img src="/picture.svg" alt="">',
      });
    });
    await page.goto(`${stage.url}picture.svg`);
    const found = await page.evaluate(() => {
      const elements = [...document.querySelectorAll("*")];
      const handlers = elements.filter((element) =>
        element.getAttributeNames().some((attribute) => /^on/i.test(attribute)),
      );
      const names = new Set(elements.map((element) => element.localName));
      return {
        root: document.documentElement.localName,
        handlers: handlers.length,
        names: [...names].sort(),
      };
    });
    assert.equal(found.root, "svg");
    assert.equal(found.handlers, 0);
    const own = ["desc", "g", "path", "rect", "style", "svg", "text", "title", "tspan"];
    assert.deepEqual(
      found.names.filter((element) => !own.includes(element)),
      [],
    );
    await page.goto(`${stage.url}holder.html`);
    await page.waitForFunction(() => (document.querySelector("img")?.naturalWidth ?? 0) > 0);
    assertHarmless(seen);
  });
}
