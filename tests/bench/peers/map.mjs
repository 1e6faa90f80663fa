// @ts-check

/**
 * @typedef {{ id: string, parent_id: string | null, name: string }} WireUnit
 * @typedef {{ unit: WireUnit, children: Node[] }} Node
 */

/**
 * The code that a program needs for a tree and nothing else: the peer to beat. Giving each unit its `children` directly, or
 * only where it has some, was no faster.
 * @param {Uint8Array} bytes
 * @param {string} lastId
 */
export function mapTree(bytes, lastId) {
  /** @type {WireUnit[]} */
  const units = JSON.parse(new TextDecoder().decode(bytes)).business_units;
  /** @type {Map<string, Node>} */
  const nodes = new Map();
  for (const unit of units) nodes.set(unit.id, { unit, children: [] });
  /** @type {Node[]} */
  const roots = [];
  let orphans = 0;
  for (const node of nodes.values()) {
    const { parent_id } = node.unit;
    const parent = parent_id === null ? undefined : nodes.get(parent_id);
    if (parent) parent.children.push(node);
    else {
      if (parent_id !== null) orphans++;
      roots.push(node);
    }
  }
  return { roots, orphans, last: nodes.get(lastId) };
}
