// @ts-check

/** @typedef {{ id: number, name: string, bytes: Uint8Array }} Section */

const IMPORTS = 2;
const CODE = 10;
const CUSTOM = 0;

/** Goes through the bytes of a WebAssembly module. */
class Cursor {
  #bytes;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  get done() {
    return this.#at >= this.#bytes.length;
  }

  /** An unsigned number in LEB128. */
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  /** What is left, or so many bytes. */
  bytes(length = this.#bytes.length - this.#at) {
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text() {
    return new TextDecoder().decode(this.bytes(this.number()));
  }
}

/**
 * The sections of a module, in their order.
 * @param {Uint8Array} module
 * @returns {Section[]}
 */
export function sectionsOf(module) {
  const sections = [];
  const cursor = new Cursor(module.subarray(8));
  while (!cursor.done) {
    const id = cursor.number();
    const content = new Cursor(cursor.bytes(cursor.number()));
    const name = id === CUSTOM ? content.text() : "";
    sections.push({ id, name, bytes: content.bytes() });
  }
  return sections;
}

/**
 * The functions that a module defines, each with its name and its body.
 * @param {readonly Section[]} sections of a module that was built with names
 * @returns {{ name: string, body: Uint8Array }[]}
 */
export function functionsOf(sections) {
  const section = (/** @type {number} */ id, name = "") =>
    new Cursor(sections.find((one) => one.id === id && one.name === name)?.bytes ?? new Uint8Array([0]));
  const names = namesIn(section(CUSTOM, "name"));
  const imported = importedFunctions(section(IMPORTS));
  const code = section(CODE);
  return Array.from({ length: code.number() }, (_, index) => ({
    name: names.get(imported + index) ?? "",
    body: code.bytes(code.number()),
  }));
}

/** @param {Cursor} names */
function namesIn(names) {
  const FUNCTIONS = 1;
  while (!names.done) {
    const kind = names.number();
    const content = new Cursor(names.bytes(names.number()));
    if (kind !== FUNCTIONS) continue;
    return new Map(Array.from({ length: content.number() }, () => [content.number(), content.text()]));
  }
  return new Map();
}

/** @param {Cursor} imports */
function importedFunctions(imports) {
  let functions = 0;
  for (let left = imports.number(); left > 0; left--) {
    imports.text();
    imports.text();
    if (skipImport(imports)) functions++;
  }
  return functions;
}

/**
 * Passes over what an import is, and tells whether it is a function.
 * @param {Cursor} imports
 */
function skipImport(imports) {
  const [FUNCTION, TABLE, MEMORY] = [0, 1, 2];
  const kind = imports.number();
  if (kind === TABLE) imports.number();
  if (kind === TABLE || kind === MEMORY) {
    const bounded = imports.number() & 1;
    imports.number();
    if (bounded) imports.number();
    return false;
  }
  imports.number();
  // A global has a type, and may change or not; a tag is like a function with a byte before it.
  if (kind !== FUNCTION) imports.number();
  return kind === FUNCTION;
}
