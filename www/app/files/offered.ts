/** What the user dropped or chose. */
export interface Offered {
  readonly files: readonly File[];
  readonly hasFolder: boolean;
}

/** What a drop holds. To be asked while the drop is told: later it is empty. */
export function offeredBy({ items, files }: DataTransfer): Offered {
  const hasFolder = [...items].some((item) => item.webkitGetAsEntry()?.isDirectory);
  return { files: [...files], hasFolder };
}

/** The one file, or a sentence that says why there is none to read. */
export function oneFile({ files, hasFolder }: Offered): File | string {
  const [file, another] = files;
  if (hasFolder) return "That is a folder. Open it and drop one file of it.";
  if (another) return `Those are ${files.length} files. Drop one: a page shows one listing at a time.`;
  return file ?? "There was no file in that. Drop a file from this computer.";
}
