import type { ReactiveController } from "lit";
import { LightElement } from "./light-element.ts";

// In the order in which they are looked for: of a tree its row, else what the scene is about, else what to do next.
const LANDINGS = [
  'main [role="treeitem"][tabindex="0"]',
  "main h2:not(.file-zone h2)",
  "main .waiting",
  "header :is(select, input)",
];

/** Gives the focus a new place in the page when the element that had it goes with its scene. */
export class KeptFocus implements ReactiveController {
  readonly #page: LightElement;
  #wasInside = false;

  constructor(page: LightElement) {
    this.#page = page;
    page.addController(this);
  }

  hostUpdate(): void {
    this.#wasInside = this.#page.contains(document.activeElement);
  }

  hostUpdated(): void {
    if (this.#wasInside && isNowhere()) void this.#land();
  }

  async #land(): Promise<void> {
    await this.#shown()?.updateComplete;
    const landing = this.#landing();
    if (!landing || !isNowhere()) return;
    // A heading takes the focus only with a tabindex of its own.
    if (landing.tabIndex < 0) landing.tabIndex = -1;
    landing.focus();
  }

  #shown(): LightElement | undefined {
    const elements = [...this.#page.querySelectorAll("main *")];
    return elements.find((element) => element instanceof LightElement);
  }

  #landing(): HTMLElement | undefined {
    for (const place of LANDINGS) {
      const found = this.#page.querySelector<HTMLElement>(place);
      if (found) return found;
    }
    return undefined;
  }
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
