import { dated } from "./document.ts";
import type { View } from "./view.ts";

/** The listing as it is kept, from which `buildTree` makes the same tree again. */
export const flat: View = {
  name: "flat",
  headers: {},
  isDated: true,
  async chunks(body, { asOf, stale }) {
    return dated(body, asOf, stale);
  },
};
