import type { UnitInput } from "business-units";

/**
 * Five units in the order sent, which the export tests write in every form.
 *
 * ```text
 *  row  0 Europe      1
 *       1 ├ Norway    11
 *       2 │ └ Oslo    111
 *       3 └ Sweden    12
 *       4 Asia        2
 * ```
 */
export const WORLD: readonly UnitInput[] = [
  { id: "1", name: "Europe" },
  { id: "2", name: "Asia" },
  { id: "111", parentId: "11", name: "Oslo" },
  { id: "11", parentId: "1", name: "Norway" },
  { id: "12", parentId: "1", name: "Sweden" },
];
