import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Everything that a page must never do, as it happens. */
export interface Watch {
  readonly dialogs: string[];
  readonly errors: string[];
  readonly violations: string[];
}

/** Listens for dialogs, thrown errors and breaches of the content security policy. */
export async function watch(page: Page): Promise<Watch> {
  const seen: Watch = { dialogs: [], errors: [], violations: [] };
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  await page.exposeFunction("tellViolation", (violation: string) => seen.violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      const { tellViolation } = window as unknown as { tellViolation(text: string): void };
      tellViolation(`${violatedDirective}: ${blockedURI} ${sample}`);
    });
  });
  return seen;
}

/** Fails when anything was seen. */
export function assertHarmless(seen: Watch): void {
  assert.deepEqual(seen, { dialogs: [], errors: [], violations: [] });
}
