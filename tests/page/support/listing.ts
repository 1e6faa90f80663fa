import type { Page } from "playwright-core";

/** A unit of a made-up listing: its name is its id too. */
export type Outline = readonly string[];

/** Units from an indented outline, two spaces a level, in the words of the worker's own listing. */
export function unitsOf(outline: Outline): { id: string; parentId: string | null; name: string }[] {
  const above: string[] = [];
  return outline.map((line) => {
    const name = line.trimStart();
    const depth = (line.length - name.length) / 2;
    above[depth] = name;
    return { id: name, parentId: depth === 0 ? null : (above[depth - 1] ?? null), name };
  });
}

/** Answers the page's next listings with these units instead of asking the worker. */
export async function serveListing(page: Page, units: readonly unknown[]): Promise<void> {
  const body = JSON.stringify({ provider: "autodesk", accountId: null, region: null, units });
  await page.route("**/business-units*", (route) => route.fulfill({ contentType: "application/json", body }));
}

/** Answers the page's next listings with a problem document. */
export async function serveProblem(
  page: Page,
  problem: { status: number; [member: string]: unknown },
): Promise<void> {
  const answer = {
    status: problem.status,
    contentType: "application/problem+json",
    body: JSON.stringify(problem),
  };
  await page.route("**/business-units*", (route) => route.fulfill(answer));
}
