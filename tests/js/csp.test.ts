import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { launchOptions } from "../chromium.mjs";
import { startSite } from "./site.ts";

test("a policy without 'wasm-unsafe-eval' is ERR_STATE, and the sentence says what to add", async () => {
  const site = await startSite(new Uint8Array());
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    await page.route(`${site.url}/`, async (route) => {
      const response = await route.fetch();
      const policy = response.headers()["content-security-policy"]?.replace("'wasm-unsafe-eval'", "") ?? "";
      await route.fulfill({
        response,
        headers: { ...response.headers(), "content-security-policy": policy },
      });
    });
    await page.goto(site.url);
    const { code, message } = await page.evaluate(async () => {
      const { init } = await import(`${location.origin}/good/1/dist/entry.web.js`);
      return init().catch((error: Error) => ({ ...error, message: error.message }));
    });
    assert.equal(code, "ERR_STATE");
    assert.match(message, /Add 'wasm-unsafe-eval' to script-src/);
  } finally {
    await browser.close();
    site.close();
  }
});
