import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Stage } from "./stage.ts";

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

/** The ways in which a page is looked at: its theme, its colours and its direction. */
const looks: Record<string, { options: BrowserContextOptions; direction?: string }> = {
  light: { options: { colorScheme: "light" } },
  dark: { options: { colorScheme: "dark" } },
  "forced colours": { options: { forcedColors: "active" } },
  "right to left": { options: {}, direction: "rtl" },
};

/** Goes to what a scene shows, from the page as it opens. */
export type Scenes = Readonly<Record<string, (page: Page) => Promise<void>>>;

/** Tests that axe finds nothing in any scene, in any look; `where` says what the scenes have in common. */
export function testFindings(stage: Stage, where: string, scenes: Scenes): void {
  for (const [look, { options, direction }] of Object.entries(looks)) {
    test(`axe finds nothing in ${where}, ${look}`, async (t) => {
      const { page } = await stage.open(options);
      for (const [scene, show] of Object.entries(scenes)) {
        await t.test(scene, async () => {
          await page.unroute("**/business-units*");
          await page.goto(stage.url);
          if (direction)
            await page.evaluate((dir) => document.documentElement.setAttribute("dir", dir), direction);
          await show(page);
          assert.deepEqual(await findings(page), []);
        });
      }
    });
  }
}
