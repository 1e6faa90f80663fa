// @ts-check

/** @typedef {import("./map.mjs").WireUnit} WireUnit */

const root = "all";

/** Loads d3-hierarchy. Gives a function that builds a tree with `stratify`, which wants exactly one root: it is added. */
export async function loadD3() {
  // Named by a variable, so that types need no peer to be installed.
  const name = "d3-hierarchy";
  const { stratify } = await import(name);
  const build = stratify()
    .id((/** @type {WireUnit} */ unit) => unit.id)
    .parentId((/** @type {WireUnit} */ unit) => (unit.id === root ? null : (unit.parent_id ?? root)));
  return (/** @type {Uint8Array} */ bytes, /** @type {string} */ lastId) => {
    const units = JSON.parse(new TextDecoder().decode(bytes)).business_units;
    const tree = build([{ id: root, parent_id: null }, ...units]);
    return { tree, last: tree.find((/** @type {{ id: string }} */ node) => node.id === lastId) };
  };
}
