// @ts-check
// What a user would write instead of `business-units tree`: JSON.parse, a Map, and the same text.
// usage: outline.mjs FILE
import { readFileSync } from "node:fs";

/** @typedef {{ id: string, parent_id: string | null, name: string }} Unit */

/** @type {{ business_units: Unit[] }} */
const { business_units: units } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const ids = new Set(units.map(({ id }) => id));
/** @type {Map<string | null, Unit[]>} */
const below = new Map();
for (const unit of units) {
  const parent = unit.parent_id !== null && ids.has(unit.parent_id) ? unit.parent_id : null;
  const siblings = below.get(parent);
  if (siblings) siblings.push(unit);
  else below.set(parent, [unit]);
}
/** @type {string[]} */
const lines = [];

/**
 * @param {readonly Unit[]} siblings
 * @param {string | undefined} indent none for the top
 */
function draw(siblings, indent) {
  for (const [at, { id, name }] of siblings.entries()) {
    const isLast = at === siblings.length - 1;
    const branch = indent === undefined ? "" : indent + (isLast ? "└─ " : "├─ ");
    lines.push(branch + name);
    const children = below.get(id);
    if (children) draw(children, indent === undefined ? "" : indent + (isLast ? "   " : "│  "));
  }
}

draw(below.get(null) ?? [], undefined);
process.stdout.write(`${lines.join("\n")}\n`);
