// @ts-check

/** @typedef {{ data: import("./map.mjs").WireUnit, children: Node[] }} Node */

// `throwIfOrphans` is the only check that it has: for missing parents and cycles.
const settings = { id: "id", parentId: "parent_id", nestedIds: false, throwIfOrphans: true };

/** Loads performant-array-to-tree. Gives a function that builds a tree with it. */
export async function loadPerformant() {
  // Named by a variable, so that types need no peer to be installed.
  const name = "performant-array-to-tree";
  const { arrayToTree } = await import(name);
  return (/** @type {Uint8Array} */ bytes, /** @type {string} */ lastId) => {
    const units = JSON.parse(new TextDecoder().decode(bytes)).business_units;
    const roots = arrayToTree(units, settings);
    return { roots, last: find(roots, lastId) };
  };
}

/**
 * @param {readonly Node[]} roots
 * @param {string} id
 */
function find(roots, id) {
  const waiting = [...roots];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.data.id === id) return node;
    for (const child of node.children) waiting.push(child);
  }
  return undefined;
}
