import type { Locator, Page } from "playwright-core";

/** One row of the tree as it stands in the DOM. */
export interface Row {
  readonly name: string;
  readonly level: number;
  readonly setSize: number;
  readonly position: number;
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
}

/** Chooses an account by its name in the group of its service, and waits until something is shown for it. */
export async function choose(page: Page, name: string, provider = "Autodesk"): Promise<void> {
  await startChoosing(page, name, provider);
  await page.locator(".explorer, page-notice, sign-in").first().waitFor();
}

/** Chooses an account and does not wait. */
export async function startChoosing(page: Page, name: string, provider = "Autodesk"): Promise<void> {
  const option = page.locator(`optgroup[label^="${provider}"] option`, { hasText: name }).first();
  const value = await option.getAttribute("value");
  await page.getByLabel("Account", { exact: true }).selectOption({ value: value ?? "" });
}

/** The mounted rows in their order, once all that may be are mounted. */
export async function rows(page: Page): Promise<Row[]> {
  await allMounted(page);
  return page.locator('unit-tree [role="treeitem"]').evaluateAll((elements) =>
    elements.map((element) => ({
      name: element.querySelector("bdi")?.textContent ?? "",
      level: Number(element.getAttribute("aria-level")),
      setSize: Number(element.getAttribute("aria-setsize")),
      position: Number(element.getAttribute("aria-posinset")),
      expanded: element.hasAttribute("aria-expanded") ? element.ariaExpanded === "true" : undefined,
      selected: element.ariaSelected === "true",
    })),
  );
}

/** Up to a thousand rows are mounted little by little. */
async function allMounted(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const count = Number(document.querySelector<HTMLElement>(".tree")?.style.getPropertyValue("--rows"));
    return count > 1_000 || document.querySelectorAll(".tree .row").length >= count;
  });
}

/** The mounted rows as an indented list. */
export async function outline(page: Page): Promise<string[]> {
  return (await rows(page)).map(({ name, level }) => "  ".repeat(level - 1) + name);
}

/** The first mounted row with this name. */
export function row(page: Page, name: string): Locator {
  const whole = new RegExp(`^${name.replace(/[^\w\s]/g, "\\$&")}$`);
  return page.locator('[role="treeitem"]', { has: page.locator("bdi", { hasText: whole }) }).first();
}

/** The name of the row that has the keyboard's focus. */
export function focusedName(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement?.closest('[role="treeitem"]');
    return focused?.querySelector("bdi")?.textContent ?? focused?.ariaLabel ?? undefined;
  });
}

/** Whether the focused row lies wholly inside the part of the tree that is in view. */
export function focusIsInView(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const box = document.querySelector(".tree")?.getBoundingClientRect();
    const row = document.activeElement?.getBoundingClientRect();
    return box !== undefined && row !== undefined && row.top >= box.top - 1 && row.bottom <= box.bottom + 1;
  });
}

/** What is said about the selected unit, by term. */
export function details(page: Page): Promise<Record<string, string>> {
  return page.locator("unit-details dl").evaluate((list) => {
    const terms = [...list.querySelectorAll("dt")];
    const said = terms.map((term) => [
      term.textContent,
      term.nextElementSibling?.textContent?.replace(/\s+/g, " ").trim(),
    ]);
    return Object.fromEntries(said) as Record<string, string>;
  });
}
