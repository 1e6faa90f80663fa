import type { Page } from "playwright-core";
import type { Stage } from "../../page/support/stage.ts";
import { addClock, figureOf, timeToPaint } from "./clock.ts";
import type { Figures } from "./ours.ts";

/** Measures a tree of as many rows that all stand in the DOM: what anybody would write first. */
export async function measurePlain(stage: Stage, units: number): Promise<Figures> {
  const { page } = await stage.open();
  page.setDefaultTimeout(120_000);
  await addClock(page);
  await page.goto("about:blank");
  const figures: Figures = new Map([["first paint of the tree", figureOf([await build(page, units)])]]);
  const down = [];
  for (let go = 0; go < 5; go++)
    down.push(await timeToPaint(page, "keydown", () => page.keyboard.press("ArrowDown")));
  figures.set("Down and Up", figureOf(down));
  await page.locator("input").focus();
  const letters = [];
  for (const letter of "est")
    letters.push(await timeToPaint(page, "input", () => page.keyboard.type(letter)));
  figures.set("a search, letter by letter", figureOf(letters));
  await page.context().close();
  return figures;
}

/** Builds the rows, flat, as ours are, and gives them the two keys and the search. */
function build(page: Page, units: number): Promise<number> {
  return page.evaluate(async (count) => {
    const names = ["Estimating", "Site Operations", "Health & Safety", "Civil Works", "Rail & Tunnels"];
    const field = document.createElement("input");
    const tree = document.createElement("div");
    tree.setAttribute("role", "tree");
    tree.style.cssText = "height: 700px; overflow: auto";
    document.body.append(field, tree);
    await clock.painted();
    const started = performance.now();
    const rows = Array.from({ length: count }, (_, at) => {
      const row = document.createElement("div");
      row.setAttribute("role", "treeitem");
      row.setAttribute("aria-level", String((at % 6) + 1));
      row.tabIndex = -1;
      row.style.cssText = `height: 32px; padding-inline-start: ${(at % 6) * 20}px`;
      row.textContent = `${names[at % names.length]} ${at}`;
      return row;
    });
    for (const row of rows) tree.append(row);
    const time = (await clock.painted()) - started;
    let focused = 0;
    tree.addEventListener("keydown", ({ key }) => {
      if (key !== "ArrowDown") return;
      focused++;
      rows[focused]?.scrollIntoView({ block: "nearest" });
      rows[focused]?.focus({ preventScroll: true });
    });
    field.addEventListener("input", () => {
      const wanted = field.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent?.toLowerCase().includes(wanted);
    });
    rows[0]?.focus();
    return time;
  }, units);
}
