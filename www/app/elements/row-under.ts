/** The row of the unit that an event happened on. */
export function rowUnder({ target }: Event): number | undefined {
  const row = (target as Element).closest<HTMLElement>("[data-row]")?.dataset.row;
  return row === undefined ? undefined : Number(row);
}
