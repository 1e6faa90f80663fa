// What the page is made of beyond its first screen. Each part is a file of its own, fetched once.

/** What stands on the screen when a tree is loaded. */
export const shownPart = () => import("./elements/shown.ts");

/** What reads files. */
export const filePart = () => import("./files/read-file.ts");

/** What reads tables, with Papa Parse. */
export const tablePart = () => import("./files/read-csv.ts");

/** What saves a whole listing. */
export const savePart = () => import("./files/save.ts");

/** Fetches what may be needed soon. */
export async function fetchAhead(): Promise<void> {
  await Promise.all([shownPart(), filePart(), tablePart(), savePart()]);
}
