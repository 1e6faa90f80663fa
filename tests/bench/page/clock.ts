import type { Page } from "playwright-core";

/** What the pages measure with; it runs before anything else in them. */
interface Clock {
  /** The time at which the next frame had been painted. */
  painted(): Promise<number>;
  /** Resolves to the milliseconds from the next event of a type to the paint that follows it. */
  armed: Promise<number>;
  arm(type: string): void;
  /** The time at which the first row of a tree had been painted. */
  firstRow(): Promise<number>;
}

declare global {
  var clock: Clock;
}

// The frame is painted before the message that was sent in it arrives. `__name` is what esbuild leaves in functions.
const SCRIPT = `
globalThis.__name = (one) => one;
globalThis.clock = {
  painted: () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(undefined);
  })),
  arm(type) {
    this.armed = new Promise((done) => addEventListener(type,
      async ({ timeStamp }) => done(await this.painted() - timeStamp), { capture: true, once: true }));
  },
  firstRow() {
    return new Promise((done) => {
      const observer = new MutationObserver(async () => {
        if (!document.querySelector('[role="treeitem"]')) return;
        observer.disconnect();
        done(await this.painted());
      });
      observer.observe(document, { childList: true, subtree: true });
    });
  },
};`;

/** Gives a page its clock, from its next document on. */
export async function addClock(page: Page): Promise<void> {
  await page.addInitScript(SCRIPT);
}

/** How long it takes from the event that `act` causes to the paint that follows it. */
export async function timeToPaint(page: Page, type: string, act: () => Promise<void>): Promise<number> {
  await page.evaluate((wanted) => clock.arm(wanted), type);
  await act();
  return page.evaluate(() => clock.armed);
}

/** The median of several goes, and the worst of them. */
export interface Figure {
  readonly median: number;
  readonly worst: number;
}

export function figureOf(goes: readonly number[]): Figure {
  const sorted = [...goes].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1] ?? Number.NaN, worst: sorted.at(-1) ?? Number.NaN };
}
