const mirrored = new Map([
  ["ArrowLeft", "ArrowRight"],
  ["ArrowRight", "ArrowLeft"],
]);

/** The key as it is meant: where the page runs from right to left, the arrow to the left leads inwards. */
export function keyAsMeant(key: string, isRightToLeft: boolean): string {
  if (key === " ") return "Enter";
  return isRightToLeft ? (mirrored.get(key) ?? key) : key;
}
