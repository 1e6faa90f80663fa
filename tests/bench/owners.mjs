// @ts-check

const OURS = /business_units::(?:<impl )?(?<folder>tree::search|\w+)/;
const CRATE = /(?<![\w:])(?<crate>[a-z_]\w*)::/g;
const STANDARD = ["core", "alloc", "std"];
// What rustc makes for the standard library's allocator and panics.
const COMPILER = "__rustc";

/**
 * Says what a function of the module belongs to, by its name: a folder of the crate (`ours`), or another crate.
 * An instance of another crate's function for a type of ours is ours, where the name still tells.
 * @param {string} name as wasm-bindgen leaves it, without what only the linker needs
 * @returns {{ ours: boolean, name: string }}
 */
export function ownerOf(name) {
  // Crates are sometimes followed by a number in brackets, names by a hash, and closures have no lower-case name.
  const plain = name
    .replaceAll(/\[[0-9a-f]{8,}\]/g, "")
    .replaceAll("{{", "")
    .replace(/::h[0-9a-f]{16}\b/, "");
  const folder = OURS.exec(plain)?.groups?.folder;
  if (folder !== undefined) return { ours: true, name: folder.replace("::", "/") };
  const crates = Array.from(plain.matchAll(CRATE), ({ groups }) => groups?.crate ?? "");
  // What drops a value belongs to the value.
  const own = plain.startsWith("core::ptr::drop_in_place")
    ? crates.find((crate) => !STANDARD.includes(crate))
    : undefined;
  const crate = own ?? crates[0];
  if (plain.startsWith(COMPILER)) return { ours: false, name: "std" };
  return crate === undefined ? ownerOfExport(plain) : { ours: false, name: crate };
}

/** @param {string} name of a function that stands in no crate: what JavaScript calls, or what the compiler calls */
function ownerOfExport(name) {
  if (/^mem\w+$/.test(name)) return { ours: false, name: "compiler_builtins" };
  if (name.startsWith("__")) return { ours: false, name: "wasm_bindgen" };
  return { ours: true, name: "wasm" };
}
