/** Writes a number of things: `1 row`, `12 rows`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

/** Quotes a text for a sentence, its beginning where it is long. */
export function shown(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
}

/** Lists texts for a sentence, the first eight of them. */
export function listed(texts: readonly string[]): string {
  const all = texts.slice(0, 8).map((text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text));
  return all.join(", ") + (texts.length > 8 ? ", …" : "");
}

const INVISIBLE = /[\s\p{Cc}\p{Cf}]/gu;

/** Removes white space, control characters and other invisible characters. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** Writes invisible characters by their code points: `12[U+00A0]`. */
export function withInvisible(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const point = character.codePointAt(0) ?? 0;
    return `[U+${point.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}

// NOTE: trim() would also take no-break spaces, which people cannot see and must be told of.
/** Removes blanks and TABs at both ends. */
export function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (from < to && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

/** Tells whether a character code is a blank or a TAB. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
