import assert from "node:assert/strict";
import { test } from "node:test";
import { AUTODESK_ACCOUNTS } from "../../www/sandbox/catalog.ts";
import { stageForFile } from "./support/stage.ts";

const stage = await stageForFile();

for (const { name, accountId } of [AUTODESK_ACCOUNTS.construction, AUTODESK_ACCOUNTS.hostile]) {
  test(`the picture of "${name}", opened by itself, has its colours, runs nothing and breaches no policy`, async () => {
    const { page, seen } = await stage.open();
    const told: string[] = [];
    page.on("console", (message) => told.push(message.text()));
    await page.goto(`${stage.url}api/autodesk/accounts/${accountId}/business-units?as=svg`);
    const fill = await page.locator("rect.ground").evaluate((ground) => getComputedStyle(ground).fill);
    assert.equal(fill, "rgb(255, 255, 255)");
    assert.ok((await page.locator("svg svg").count()) > 5);
    assert.deepEqual(
      { told, dialogs: seen.dialogs, errors: seen.errors },
      { told: [], dialogs: [], errors: [] },
    );
    await page.context().close();
  });
}
