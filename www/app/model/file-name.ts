const LONGEST = 60;

/** A file's name that says which units are inside; a unit's name is hostile text, and a file's must be harmless. */
export function fileName(unitName: string, ending: string): string {
  const words = unitName
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");
  return `${["units-below", words].filter(Boolean).join("-")}.${ending}`;
}
