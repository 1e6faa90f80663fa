const LONGEST = 60;

/** A file's name that says which units are inside; a unit's name is hostile text, and a file's must be harmless. */
export function fileName(unitName: string, ending: string): string {
  return `${["units-below", harmless(unitName)].filter(Boolean).join("-")}.${ending}`;
}

/** A file's name for a whole listing: `acme-2026-11-27.csv`. The day is that of the reader's calendar. */
export function listingFileName(title: string, asOf: number, ending: string): string {
  const day = new Date(asOf);
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${harmless(title).toLowerCase() || "business-units"}-${date.join("-")}${ending}`;
}

function harmless(name: string): string {
  const words = name.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-");
  return [...words]
    .slice(0, LONGEST)
    .join("")
    .replace(/^-+|-+$/g, "");
}
