import { existsSync } from "node:fs";
import { after } from "node:test";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { pageFolder } from "../../../www/build.mjs";
import { startWorker } from "../../../www/miniflare.mjs";
import { startSandbox } from "../../../www/sandbox/server.ts";
import { launchOptions } from "../../chromium.mjs";
import { type Watch, watch } from "./watch.ts";

/** A page that is open, and what went wrong in it so far. */
export interface Opened {
  readonly page: Page;
  readonly seen: Watch;
}

/** The sandbox, the worker before it and a browser. */
export interface Stage {
  readonly url: string;
  /** Opens the page in a context of its own. */
  open(options?: BrowserContextOptions): Promise<Opened>;
  close(): Promise<void>;
}

/** Starts everything that stands behind the page; `settings` are the worker's, `switches` the browser's. */
export async function startStage(
  settings: Record<string, string> = {},
  switches: readonly string[] = [],
): Promise<Stage> {
  if (!existsSync(pageFolder)) throw new Error("The page is not built: run npm run test:page from the root.");
  const sandbox = await startSandbox();
  const worker = await startWorker({ settings: { SANDBOX_URL: sandbox.url, ...settings } });
  const { args, ...options } = launchOptions();
  const browser = await chromium.launch({ ...options, args: [...args, ...switches] });
  const url = String(await worker.ready);
  return {
    url,
    open: (options) => open(browser, url, options),
    close: async () => {
      await browser.close();
      await worker.dispose();
      await sandbox.close();
    },
  };
}

/** What has not come by then never will, on a busy machine either. */
const LONGEST_MS = 120_000;

/** As {@link startStage}, for a whole test file: it ends when the file's tests are over. */
export async function stageForFile(
  settings?: Record<string, string>,
  switches?: readonly string[],
): Promise<Stage> {
  const stage = await startStage(settings, switches);
  after(() => stage.close());
  return stage;
}

/** More contexts than any test uses at a time. Each page that stays open takes its share of the processors. */
const MAX_OPEN = 4;

async function open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const [oldest, ...others] = browser.contexts();
  if (oldest && others.length + 1 >= MAX_OPEN) await oldest.close();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(LONGEST_MS);
  const page = await context.newPage();
  const seen = await watch(page);
  await page.goto(url);
  return { page, seen };
}

/** Lets no more than some kilobytes a second come in, so that a large answer is still on its way when a test acts. */
export async function slowDown(page: Page, kilobytesASecond: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: kilobytesASecond * 1_000,
    uploadThroughput: -1,
  });
}
