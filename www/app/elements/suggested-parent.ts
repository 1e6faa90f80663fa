import type { Defect } from "business-units";
import { html, nothing, type TemplateResult } from "lit";
import { type Loaded, nameAt } from "../loaded.ts";

/** A button that leads to the unit which a missing parent probably is; nothing where none is suggested. */
export function suggestedParent(
  loaded: Loaded,
  defect: Defect,
  ask: (row: number) => void,
): TemplateResult | typeof nothing {
  if (defect.kind !== "MissingParent" || !defect.suggestion) return nothing;
  const { row } = defect.suggestion;
  return html`<button class="link suggested" @click=${() => ask(row)}>Perhaps below <bdi>${nameAt(loaded, row)}</bdi></button>`;
}
