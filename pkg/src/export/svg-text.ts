const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ESCAPED = /[&<>"'\r\u2028\u2029]/g;
const UNIDIRECTIONAL = /^[\t\n -\u02ff\u2010-\u2027]*$/;
const OPENS_ISOLATE = /[\u2066-\u2068]/;
const CLOSES_ISOLATE = "\u2069";
const MAX_NAME_LENGTH = 256;
const MAX_NAMES = 32;

/** Escapes text for XML. A character that XML forbids becomes U+FFFD. */
export function xml(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd").replace(ESCAPED, (mark) => `&#${mark.charCodeAt(0)};`);
}

/**
 * Wraps a name in a bidi isolate, so that its direction controls cannot reorder the text around it. SVG has no `<bdi>`,
 * and a `<title>` has no elements at all. Returns a name without right-to-left text or controls unchanged.
 */
export function isolated(name: string): string {
  return UNIDIRECTIONAL.test(name) ? name : `\u2068${balanced(name)}${CLOSES_ISOLATE}`;
}

// A U+2069 without its opening would close our isolate too early: it is dropped, since it is invisible anyway.
function balanced(name: string): string {
  let open = 0;
  let text = "";
  for (const character of name) {
    if (OPENS_ISOLATE.test(character)) open += 1;
    if (character === CLOSES_ISOLATE && --open < 0) open = 0;
    else text += character;
  }
  return text + CLOSES_ISOLATE.repeat(open);
}

/** Cuts a text to a length in UTF-16 units, with an ellipsis in place of the rest. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** Joins the names from the root down to a unit. Of a deep unit only the last names are shown. */
export function pathText(names: readonly string[]): string {
  const shown = names.slice(-MAX_NAMES).map((name) => isolated(cut(name, MAX_NAME_LENGTH)));
  return (names.length > MAX_NAMES ? ["…", ...shown] : shown).join(" › ");
}
