import axe from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds in the page as it stands. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    return (await axe.run()).violations;
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`),
  );
}

/** The ways in which a page is looked at: its theme, its colours and its direction. */
export const looks: Record<string, { options: BrowserContextOptions; direction?: string }> = {
  light: { options: { colorScheme: "light" } },
  dark: { options: { colorScheme: "dark" } },
  "forced colours": { options: { forcedColors: "active" } },
  "right to left": { options: {}, direction: "rtl" },
};
