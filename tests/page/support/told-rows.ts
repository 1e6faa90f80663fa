import type { Browser, Page } from "playwright-core";

/** What the browser needs so that it keeps an accessibility tree to look at. */
export const ACCESSIBLE = ["--force-renderer-accessibility"];

/** A row as Chromium tells it to assistive technology. */
export interface ToldRow {
  readonly name: string;
  readonly level: number;
  readonly setSize: number;
  readonly position: number;
  readonly state: "expanded" | "collapsed" | "leaf";
  readonly isSelected: boolean;
}

/**
 * Reads the rows of the only page that is open out of Chromium's own accessibility tree, in its order. DevTools' protocol leaves out the places among
 * siblings, so the tree is that of the page where Chromium shows it to its developers.
 */
export async function toldRows(page: Page): Promise<ToldRow[]> {
  const browser = page.context().browser() as Browser;
  const context = await browser.newContext();
  const internals = await context.newPage();
  internals.setDefaultTimeout(120_000);
  await internals.goto("chrome://accessibility");
  const button = internals.getByRole("button", { name: `Show accessibility tree for ${await page.title()}` });
  await button.click();
  const dump = await internals.locator("pre", { hasText: "rootWebArea" }).textContent();
  await context.close();
  return (dump ?? "")
    .split(/\s(?=\++id=\d)/)
    .filter((line) => /^\++id=\d+ treeItem /.test(line))
    .map(toldRow);
}

function toldRow(line: string): ToldRow {
  const number = (word: string) => Number(new RegExp(` ${word}=(\\d+)`).exec(line)?.[1]);
  return {
    name: / name=(.*?) name_from=/s.exec(line)?.[1] ?? "",
    level: number("level"),
    setSize: number("setsize"),
    position: number("posinset"),
    state: / EXPANDED /.test(line) ? "expanded" : / COLLAPSED /.test(line) ? "collapsed" : "leaf",
    isSelected: / selected=true/.test(line),
  };
}
