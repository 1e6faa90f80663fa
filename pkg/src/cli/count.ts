/** Writes a number with a noun: `1 unit`, `2 units`. */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
