import { readTree } from "business-units/tree";

const [find, units, chosen] = ["find", "units", "chosen"].map((id) => document.getElementById(id));
const most = 200;

// Reading loads the module by itself. The tree lives as long as the page, so nothing frees it.
const tree = await readTree(await fetch("units.json"));

function list() {
  const text = find.value.trim();
  const found = text === "" ? rows() : tree.search(text, { limit: most }).map(({ unit }) => unit);
  units.replaceChildren(...found.map((unit) => new Option(label(unit, text), unit.row)));
}

function rows() {
  return Array.from({ length: Math.min(most, tree.size) }, (_, row) => tree.unit(row));
}

function label(unit, text) {
  if (text === "") return `${"\u2003".repeat(unit.depth)}${unit.name ?? unit.id}`;
  const above = unit.ancestors().map(({ name, id }) => name ?? id);
  return above.join(" \u2039 ");
}

function choose() {
  const below = tree.unit(Number(units.value)).descendants();
  chosen.textContent = `${below.length} chosen: ${below.map(({ id }) => id).join(", ")}`;
}

find.addEventListener("input", list);
units.addEventListener("change", choose);
list();
