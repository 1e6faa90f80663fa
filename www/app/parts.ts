// The parts of the page that its first screen does not need. Each is a chunk of its own.

/** Loads what shows a tree. */
export const shownPart = () => import("./elements/shown.ts");

/** Loads what reads files. */
export const filePart = () => import("./files/read-file.ts");

/** Loads all parts ahead of their use: those above, the reader of tables and what saves a listing. */
export async function fetchAhead(): Promise<void> {
  await Promise.all([shownPart(), filePart(), import("./files/read-csv.ts"), import("./files/save.ts")]);
}
