/** Scrambles a 32-bit number one to one (the last steps of MurmurHash3), so distinct stays distinct. */
function scramble(value: number): number {
  let mixed = value >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const hex = (value: number): string => value.toString(16).padStart(8, "0");

/** A version 4 UUID for the `index`th thing of a data set, unique within its `seed`. */
export function uuid(seed: number, index: number): string {
  const first = hex(scramble(index + seed));
  const [second, third, fourth] = [1, 2, 3].map((word) => hex(scramble(scramble(index + seed) + word)));
  const variant = "89ab"[index & 3];
  return `${first}-${second?.slice(0, 4)}-4${second?.slice(5)}-${variant}${third?.slice(1, 4)}-${third?.slice(4)}${fourth}`;
}

/** A seeded source of numbers in [0, 1). */
export function randomFrom(seed: number): () => number {
  let step = 0;
  return () => scramble(seed + Math.imul(step++, 0x9e3779b9)) / 2 ** 32;
}
