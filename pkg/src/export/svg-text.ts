const FORBIDDEN = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const ESCAPED = /[&<>"'\r\u2028\u2029]/g;
const UNIDIRECTIONAL = /^[\t\n -\u02ff\u2010-\u2027]*$/;
const OPENS_ISOLATE = /[\u2066-\u2068]/;
const CLOSES_ISOLATE = "\u2069";
const LONGEST = 256;
const DEEPEST = 32;

/** Text as XML: a character that XML forbids becomes U+FFFD. */
export function xml(text: string): string {
  return text.replace(FORBIDDEN, "\ufffd").replace(ESCAPED, (mark) => `&#${mark.charCodeAt(0)};`);
}

/**
 * A name in an isolate of its own, so that its controls of direction turn nothing around it. SVG has no `<bdi>`, and a
 * `<title>` no elements at all. A name with nothing to isolate stays as it is.
 */
export function isolated(name: string): string {
  return UNIDIRECTIONAL.test(name) ? name : `\u2068${balanced(name)}${CLOSES_ISOLATE}`;
}

// An isolate ends with the first U+2069 that closes none of the name's own, which shows nothing by itself.
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

/** The beginning of a text, with an ellipsis where the rest is left out. */
export function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** The names down to a unit as one line; of a deep one the last. */
export function trailText(names: readonly string[]): string {
  const shown = names.slice(-DEEPEST).map((name) => isolated(cut(name, LONGEST)));
  return (names.length > DEEPEST ? ["…", ...shown] : shown).join(" › ");
}
