import { LitElement } from "lit";

/** A lit element without a shadow: id references and the page's styles reach into it. */
export class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    this.replaceChildren();
    return this;
  }

  /** Tells the elements above what happened. */
  protected tell<Detail>(type: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}
