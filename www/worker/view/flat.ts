import { dated } from "./document.ts";
import type { View } from "./view.ts";

/** The listing as it is cached. `buildTree` makes the same tree of it again. */
export const flat: View = {
  name: "flat",
  headers: {},
  isDated: true,
  async chunks(body, { asOf, stale }) {
    return dated(body, asOf, stale);
  },
};
