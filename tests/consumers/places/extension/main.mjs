import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

// Installs the extension in a Chromium of its own and asks its background script how it went.
const profile = mkdtempSync(path.join(tmpdir(), "business-units-extension-"));
const folder = path.resolve(".");
const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  headless: false,
  args: [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    `--disable-extensions-except=${folder}`,
    `--load-extension=${folder}`,
  ],
});
const background = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
const outcome = await background.evaluate((sandbox) => self.checkAt(sandbox), process.argv[2]);
await context.close();
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
console.log(JSON.stringify(outcome));
