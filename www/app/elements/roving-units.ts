import type { PropertyDeclarations, PropertyValues } from "lit";
import type { Loaded } from "../loaded.ts";
import type { Found } from "../model/found.ts";
import { rowInNewer } from "../model/reopened.ts";
import { LightElement } from "./light-element.ts";

/** Units under one tab stop, and the one among them that the keyboard is on. Tells `unit-selected` with a row. */
export abstract class RovingUnits extends LightElement {
  static override properties: PropertyDeclarations = {
    loaded: { attribute: false },
    selected: { attribute: false },
    found: { attribute: false },
    active: { state: true },
  };
  declare loaded: Loaded;
  declare selected: number | undefined;
  declare found: Found | undefined;
  declare active: number;
  /** What is to be done with the active unit's element: to focus it where it is, or in view, or to bring it there alone. */
  #due: "stay" | "focus" | "view" | undefined;
  readonly #resized = new ResizeObserver(() => this.resized());

  /** Scrolls to `row`, which must be visible; the focus stays where it is. */
  showRow(row: number): void {
    this.active = row;
    this.#due = "view";
    this.requestUpdate();
  }

  /** Scrolls to `row`, which must be visible, and focuses it. */
  focusRow(row: number): void {
    this.showRow(row);
    this.#due = "focus";
  }

  /** Focuses the row that the keyboard is on. */
  focusActive(): void {
    this.focusRow(this.active);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("loaded")) return;
    const same = this.rowNow(changed.get("loaded"), this.active);
    this.active = same ?? this.selected ?? 0;
    // Rows of a newer list stand in the elements of the earlier one, of which one may have the focus.
    if (this.contains(document.activeElement)) this.#due ??= "stay";
  }

  /** The row of a unit of the list before, where this is a newer one. */
  protected rowNow(before: Loaded | undefined, row: number): number | undefined {
    return before?.origin === this.loaded.origin ? rowInNewer(before, row, this.loaded) : undefined;
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    if (this.box) this.#resized.observe(this.box);
  }

  protected override updated(_changed: PropertyValues): void {
    const element = this.#due && this.activeElement;
    if (!element) return;
    if (this.#due !== "stay") element.scrollIntoView({ block: "nearest" });
    if (this.#due !== "view") element.focus({ preventScroll: true });
    this.#due = undefined;
    this.scrolled();
  }

  protected get activeElement(): HTMLElement | null {
    return this.querySelector<HTMLElement>('[tabindex="0"]');
  }

  /** What the units stand in, and whose size is watched. */
  protected abstract get box(): HTMLElement | null;

  protected abstract resized(): void;

  /** What follows once the active unit was brought into view. */
  protected scrolled(): void {}
}
