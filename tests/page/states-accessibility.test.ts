import { type Scenes, testFindings } from "./support/axe.ts";
import { choose } from "./support/explorer.ts";
import { chooseFile, drag, onDisk } from "./support/files.ts";
import { serveProblem } from "./support/listing.ts";
import { stageForFile } from "./support/stage.ts";

const stage = await stageForFile();
const TABLE = { name: "units.csv", content: "id,name,Colour\n1,Europe,red\n" };

const scenes: Scenes = {
  "a listing from a file, with a remark": (page) => chooseFile(page, TABLE),
  "the open export menu": async (page) => {
    await chooseFile(page, TABLE);
    await page.getByRole("button", { name: "Export", exact: true }).click();
  },
  "what was saved": async (page) => {
    await chooseFile(page, TABLE);
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("button", { name: "Table, one row a unit" }).click();
    await page.getByText("Saved as units-").waitFor();
  },
  "a file that cannot be read": (page) => chooseFile(page, { name: "long.csv", content: "id\n1,2\n" }),
  "files that were refused": async (page) => {
    await page.locator("#account").waitFor();
    await (await drag(page, await onDisk(TABLE, { ...TABLE, name: "more.csv" }))).drop();
    await page.getByText("Those are 2 files.").waitFor();
  },
  "files held over the page": async (page) => {
    await page.locator("#account").waitFor();
    await drag(page, await onDisk(TABLE));
    await page.getByText("Drop the file to read it").waitFor();
  },
  "a wait that counts down": async (page) => {
    await serveProblem(page, { status: 429, code: "TOO_MANY_REQUESTS", title: "No", retryAfterMs: 90_000 });
    await choose(page, "Documented example");
  },
  "a list that is fetched again": async (page) => {
    await choose(page, "Documented example");
    await page.route("**/business-units*", () => undefined);
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.getByText("Fetching the list again …").waitFor();
  },
  "a list that did not come again": async (page) => {
    await choose(page, "Documented example");
    await serveProblem(page, { status: 502, code: "ERR_SERVER", title: "No", retryAfterMs: 90_000 });
    await page.getByRole("button", { name: "Refresh" }).click();
    await page.locator("listing-renewal").getByText("This is still the earlier list.").waitFor();
  },
  progress: async (page) => {
    await page.route("**/business-units*", () => undefined);
    await page.locator("#account").selectOption({ index: 1 });
    await page.getByText("Waiting for the answer").waitFor();
  },
};

testFindings(stage, "what comes in and goes out", scenes);
