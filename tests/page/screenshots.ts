import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { choose } from "./support/explorer.ts";
import { startStage } from "./support/stage.ts";

const FOLDER = path.join(import.meta.dirname, "../../www/app/screenshots");

const scenes: Record<string, (page: Page) => Promise<void>> = {
  tree: async (page) => {
    await choose(page, "Brückner");
    await page.locator('[role="treeitem"]').nth(6).click();
  },
  search: async (page) => {
    await choose(page, "Brückner");
    await page.keyboard.press("/");
    await page.keyboard.type("tunnel");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByText("2 of").waitFor();
  },
  icicle: async (page) => {
    await choose(page, "Brückner");
    await page.getByRole("button", { name: "Icicle" }).click();
    await page.locator(".box").nth(2).click();
  },
  problems: async (page) => {
    await choose(page, "Hallström");
    await page.locator("li:has(.related) > .defect").first().click();
  },
  error: (page) => choose(page, "404"),
};

const sizes = { 1440: 900, 1024: 768, 390: 844 };

/** Writes the pictures that the README and the closing note show: each scene in both themes, wide and narrow. */
async function takeAll(): Promise<void> {
  const stage = await startStage();
  await mkdir(FOLDER, { recursive: true });
  for (const [name, show] of Object.entries(scenes)) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const [width, height] of Object.entries(sizes)) {
        const { page } = await stage.open({ colorScheme, viewport: { width: Number(width), height } });
        await show(page);
        await page.screenshot({ path: path.join(FOLDER, `${name}-${colorScheme}-${width}.png`) });
        await page.context().close();
      }
    }
  }
  await stage.close();
}

await takeAll();
