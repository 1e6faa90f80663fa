import { type ImochaRow, imochaListing } from "./listing.ts";

const ROWS: readonly ImochaRow[] = [
  { id: "72001", name: "Drafting", createdOn: "2025-03-02T12:30:00.5" },
  { id: "72002", name: "Surveying", createdOn: "2025-03-02T12:30:01.25" },
  { id: "72001", name: "Drafting (again)", createdOn: "2025-03-04T08:00:00" },
  { id: "null", name: "Imported without an id", createdOn: "2025-03-04T08:00:00.001" },
  { id: "72003", name: "Quantity Surveying", createdOn: "2025-03-05T17:45:59.999" },
  { id: "72004", name: "Safety Training", createdOn: "2025-03-06T07:07:07.7" },
];

/** A repeated id, a missing id, and a count that is one too many. */
export const listing = (): Iterable<string> => imochaListing(ROWS, ROWS.length + 1);
