import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../server/problem.ts";
import { sentence } from "../words.ts";

/** What more there is to say of a problem than its title. */
export function detailOf({ title, detail }: Problem): TemplateResult | typeof nothing {
  return detail && detail !== title ? html`<bdi>${detail}</bdi>` : nothing;
}

/** The service's own words, which the detail often quotes already. */
export function reasonOf({ detail, reason }: Problem): TemplateResult | typeof nothing {
  if (!reason || detail?.includes(reason)) return nothing;
  return html`The service said: <q><bdi>${sentence(reason)}</bdi></q>`;
}
