import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { choose, startChoosing } from "./support/explorer.ts";
import { drag, onDisk } from "./support/files.ts";
import { serveProblem } from "./support/listing.ts";
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
  drop: async (page) => {
    await page.locator("#account").waitFor();
    await drag(page, await onDisk({ name: "units.csv", content: "id,name\n1,Europe\n" }));
    await page.getByText("Drop the file to read it").waitFor();
  },
  progress: async (page) => {
    await startChoosing(page, "One hundred thousand");
    await page.locator("load-progress").getByText("so far").waitFor();
  },
  offline: async (page) => {
    await page.locator("#account").waitFor();
    await page.context().setOffline(true);
    await choose(page, "Brückner");
  },
  patience: async (page) => {
    await serveProblem(page, { status: 503, ...PATIENCE });
    await choose(page, "Brückner");
  },
  refresh: async (page) => {
    await choose(page, "Brückner");
    await page.locator('[role="treeitem"]').nth(6).click();
    // No answer comes.
    await page.route("**/business-units*", () => undefined);
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByText("Fetching the list again …").waitFor();
  },
  kept: async (page) => {
    await choose(page, "Brückner");
    await page.locator('[role="treeitem"]').nth(6).click();
    await serveProblem(page, { status: 502, ...FAILED });
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByRole("button", { name: "Try again" }).waitFor();
  },
  export: async (page) => {
    await page.route("**/business-units*", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), age: "7500", "x-cache": "SIE" } });
    });
    await choose(page, "Brückner");
    await page.getByRole("button", { name: "Export", exact: true }).click();
  },
};

const PATIENCE = {
  code: "ERR_RATE_LIMITED",
  title: "The service asks for patience",
  detail: "Autodesk answered 429.",
  reason: "Quota limit exceeded.",
  requestId: "d1c6",
  retryAfterMs: 30_000,
};

const FAILED = {
  code: "ERR_SERVER",
  title: "The service failed",
  detail: "Autodesk answered 502.",
  requestId: "d1c6",
};

const sizes = { 1440: 900, 1024: 768, 390: 844 };

/** Writes the pictures in www/app/screenshots, in both themes and three widths: of all scenes, or of those named. */
async function takeAll(): Promise<void> {
  const stage = await startStage();
  await mkdir(FOLDER, { recursive: true });
  const wanted = process.argv.slice(2);
  for (const [name, show] of Object.entries(scenes)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
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
