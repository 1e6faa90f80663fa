import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { choose, row } from "./support/explorer.ts";
import { serveListing, unitsOf } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";

const stage = await stageForFile();

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds in the page as it stands. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`),
  );
}

const scenes: Record<string, (page: Page) => Promise<void>> = {
  "the choice of accounts": async (page) => {
    await page.getByText("Choose an account to see its units.").waitFor();
  },
  "the tree with details": async (page) => {
    await choose(page, "Brückner");
    await page.locator('[role="treeitem"]').nth(3).click();
  },
  "the defects": async (page) => {
    await choose(page, "Hallström");
    await page.locator("button.defect").nth(4).click();
  },
  "an error": (page) => choose(page, "404"),
  "an empty account": (page) => choose(page, "Empty account"),
  "a windowed tree": async (page) => {
    await serveListing(page, unitsOf(Array.from({ length: 3_000 }, (_, at) => `Unit ${at}`)));
    await choose(page, "Documented example");
  },
};

for (const colorScheme of ["light", "dark"] as const) {
  for (const [scene, show] of Object.entries(scenes)) {
    test(`axe finds nothing in ${scene}, ${colorScheme}`, async () => {
      const { page } = await stage.open({ colorScheme });
      await show(page);
      assert.deepEqual(await findings(page), []);
    });
  }
}

test("axe finds nothing in the tree and the defects with forced colours", async () => {
  const { page } = await stage.open({ forcedColors: "active" });
  await choose(page, "Hallström");
  await page.locator("button.defect").first().click();
  assert.deepEqual(await findings(page), []);
});

test("a defect in the details has an edge where colours are forced", async () => {
  const { page } = await stage.open({ forcedColors: "active" });
  await choose(page, "Hallström");
  await page.locator("button.defect").first().click();
  const edge = await page
    .locator(".unit-defects li")
    .evaluate((element) => getComputedStyle(element).getPropertyValue("border-block-start"));
  assert.match(edge, /^1px solid/);
});

interface AxNode {
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

test("Chromium's accessibility tree has the tree, and name, level and state of every row", async () => {
  const { page } = await stage.open();
  await serveListing(page, unitsOf(["Asia", "  Japan", "Chile"]));
  await choose(page, "Documented example");
  await row(page, "Japan").click();
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as { nodes: AxNode[] };
  const trees = nodes.filter(({ role }) => role?.value === "tree");
  assert.deepEqual(
    trees.map(({ name }) => name?.value),
    ["Documented example"],
  );
  const told = nodes
    .filter(({ role }) => role?.value === "treeitem")
    .map(({ name, properties = [] }) => {
      const property = (wanted: string) => properties.find((one) => one.name === wanted)?.value.value;
      return [
        name?.value,
        property("level"),
        property("expanded"),
        property("selected"),
        property("focused"),
      ];
    });
  assert.deepEqual(told, [
    ["Asia", 1, true, false, undefined],
    ["Japan", 2, undefined, true, true],
    ["Chile", 1, undefined, false, undefined],
  ]);
});
