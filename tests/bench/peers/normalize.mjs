// @ts-check

const marks = /[\u0300-\u036f]/g;

/** @param {string} text */
function folded(text) {
  return text.normalize("NFD").replace(marks, "").toLowerCase();
}

/**
 * The code that a program needs to search names ignoring case and accents.
 * @param {readonly string[]} names
 * @param {string} wanted
 */
export function matching(names, wanted) {
  const piece = folded(wanted);
  return names.filter((name) => folded(name).includes(piece));
}
