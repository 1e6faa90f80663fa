// @ts-check

// The reader of listings is generic: a second use of it would be a second copy of most of the crate's `json`.
const READER = /business_units::json::(?:\w+::)?(?:Reader|Listing)<[^>]*>(?: as [\w:]+)?>?::\w+/;
// What the standard library brings for patterns of text, for cutting one with a panic, and for printing one as code.
const UNWANTED = /StrSearcher|slice_error_fail|escape_debug/;

/**
 * Says what the functions of a module, by their names, have that a few lines of ours made superfluous.
 * @param {readonly string[]} names
 * @returns {string[]}
 */
export function copyProblems(names) {
  const readers = names.flatMap((name) => READER.exec(name)?.[0] ?? []);
  const again = readers.filter((name, at) => readers.indexOf(name) < at);
  const unwanted = names.filter((name) => UNWANTED.test(name));
  return [
    ...(readers.length === 0 ? ["the reader of listings has another name: see tests/bench/copies.mjs"] : []),
    ...again.map((name) => `${name} is there more than once`),
    ...unwanted.map((name) => `${name} is there`),
  ];
}
