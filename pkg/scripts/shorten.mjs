// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Stop } from "./steps.mjs";

/**
 * What wasm-bindgen makes: a module, the JavaScript around it, and the types of that.
 * @typedef {{ module: Uint8Array, code: string, types: string }} Glue
 */

const IMPORTS = 2;
const EXPORTS = 7;
const HEADER = 8;
const FUNCTION = 0;
// The name of the one object that the module imports from.
const FROM = "a";
// src/wasm/trap.js goes by these names, which have no hash in them but for closures.
const KEPT = /^memory$|_free$|^__wbindgen_destroy_closure$|^(fetch|mint)[A-Z]/;
const CLOSURE = /closure/;

/**
 * Gives what a module imports and exports short names, in its files. wasm-bindgen's are long and end in hashes, and each
 * stands in the module as well as in its JavaScript: together 3 kB of what a page downloads. What JavaScript imports from
 * the glue keeps its name.
 * @param {string} folder
 * @param {string} name of the glue
 */
export function shortenNames(folder, name) {
  const files = [`${name}_bg.wasm`, `${name}.js`, `${name}.d.ts`].map((file) => path.join(folder, file));
  const [module = "", code = "", types = ""] = files;
  const glue = shortened({
    module: readFileSync(module),
    code: readFileSync(code, "utf8"),
    types: readFileSync(types, "utf8"),
  });
  writeFileSync(module, glue.module);
  writeFileSync(code, glue.code);
  writeFileSync(types, glue.types);
}

/**
 * @param {Glue} glue
 * @returns {Glue}
 */
export function shortened({ module, code, types }) {
  const sections = sectionsOf(module);
  const imports = new Imports(sections.find(({ id }) => id === IMPORTS)?.bytes);
  const exports = new Exports(sections.find(({ id }) => id === EXPORTS)?.bytes);
  const short = sections.map(({ id, bytes }) => {
    if (id === IMPORTS) return sectionOf(id, imports.encoded());
    return sectionOf(id, id === EXPORTS ? exports.encoded() : bytes);
  });
  return {
    module: Buffer.concat([module.subarray(0, HEADER), ...short]),
    code: exports.renamedIn(imports.renamedIn(code)),
    types: withoutExports(types),
  };
}

/** What a module imports: functions only, of one object. */
class Imports {
  /** @type {{ from: string, name: string, type: Uint8Array }[]} */
  #all = [];

  /** @param {Uint8Array} [section] */
  constructor(section = Uint8Array.of(0)) {
    const cursor = new Cursor(section);
    for (let left = cursor.number(); left > 0; left--) {
      const [from, name, kind] = [cursor.text(), cursor.text(), cursor.number()];
      if (kind !== FUNCTION || from !== (this.#all[0]?.from ?? from))
        throw new Stop(
          `the module imports ${name} from ${from}, which is no function of wasm-bindgen's: see shorten.mjs`,
        );
      this.#all.push({ from, name, type: numberOf(cursor.number()) });
    }
  }

  encoded() {
    const all = this.#all.map(({ type }, at) => [
      textOf(FROM),
      textOf(shortName(at)),
      Uint8Array.of(FUNCTION),
      type,
    ]);
    return Buffer.concat([numberOf(all.length), ...all.flat()]);
  }

  /** @param {string} code */
  renamedIn(code) {
    const [first] = this.#all;
    if (first === undefined) return code;
    const places = new Map(this.#all.map(({ name }, at) => [name, at]));
    const found = new Set();
    const renamed = replaceOnce(code, `"${first.from}": import0`, `${FROM}: import0`).replace(
      /^ {8}(\w+): function\(/gm,
      (text, name) => {
        const at = places.get(name);
        if (at === undefined) return text;
        found.add(name);
        return `        ${shortName(at)}: function(`;
      },
    );
    const [missing] = this.#all.filter(({ name }) => !found.has(name));
    if (missing)
      throw new Stop(`wasm-bindgen's code has no "${missing.name}: function(" any more: see shorten.mjs`);
    return renamed;
  }
}

/** What a module exports. */
class Exports {
  /** @type {{ name: string, short: string, what: Uint8Array }[]} */
  #all = [];

  /** @param {Uint8Array} [section] */
  constructor(section = Uint8Array.of(0)) {
    const cursor = new Cursor(section);
    for (let left = cursor.number(); left > 0; left--) {
      const name = cursor.text();
      const what = Buffer.concat([Uint8Array.of(cursor.number()), numberOf(cursor.number())]);
      this.#all.push({ name, short: this.#nameFor(name), what });
    }
  }

  encoded() {
    const all = this.#all.map(({ short, what }) => [textOf(short), what]);
    return Buffer.concat([numberOf(all.length), ...all.flat()]);
  }

  /** @param {string} code */
  renamedIn(code) {
    const names = new Map(this.#all.map(({ name, short }) => [name, short]));
    const found = new Set();
    const renamed = code.replace(/\bwasm\.(\w+)/g, (_, name) => {
      const short = names.get(name);
      if (short === undefined)
        throw new Stop(`wasm-bindgen's code uses wasm.${name}, which the module does not export`);
      found.add(name);
      return `wasm.${short}`;
    });
    // Nothing but functions has to be used.
    const [missing] = this.#all.filter(({ name, what }) => what[0] === FUNCTION && !found.has(name));
    if (missing) throw new Stop(`wasm-bindgen's code has no wasm.${missing.name} any more: see shorten.mjs`);
    return renamed;
  }

  /** @param {string} name */
  #nameFor(name) {
    if (KEPT.test(name)) return name;
    return CLOSURE.test(name) ? `closure${this.#all.length}` : shortName(this.#all.length);
  }
}

/**
 * A name that no other number has.
 * @param {number} number
 * @returns {string}
 */
function shortName(number) {
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const before = number < letters.length ? "" : shortName(Math.floor(number / letters.length) - 1);
  return before + letters[number % letters.length];
}

/**
 * Leaves the module's own exports out of the types: nothing but the glue uses them.
 * @param {string} types
 */
function withoutExports(types) {
  const [before, after, ...more] = types.split(/(?<=^export interface InitOutput \{\n)[^}]*(?=^\})/m);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Stop("wasm-bindgen's types have no single InitOutput any more: see shorten.mjs");
  return `${before}    readonly memory: WebAssembly.Memory;\n${after}`;
}

/**
 * @param {string} text
 * @param {string} part
 * @param {string} other
 */
function replaceOnce(text, part, other) {
  const [before, after, ...more] = text.split(part);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Stop(`wasm-bindgen's code has no single ${part} any more: see shorten.mjs`);
  return before + other + after;
}

/** @param {Uint8Array} module */
function sectionsOf(module) {
  if (Buffer.from(module.subarray(0, 4)).toString("latin1") !== "\0asm")
    throw new Stop("this is no WebAssembly module");
  const sections = [];
  const cursor = new Cursor(module.subarray(HEADER));
  while (!cursor.isAtEnd) sections.push({ id: cursor.number(), bytes: cursor.bytes(cursor.number()) });
  return sections;
}

/**
 * @param {number} id
 * @param {Uint8Array} bytes
 */
function sectionOf(id, bytes) {
  return Buffer.concat([Uint8Array.of(id), numberOf(bytes.length), bytes]);
}

/** @param {string} text */
function textOf(text) {
  const bytes = Buffer.from(text);
  return Buffer.concat([numberOf(bytes.length), bytes]);
}

/**
 * An unsigned number in LEB128.
 * @param {number} number
 */
function numberOf(number) {
  const bytes = [];
  let rest = number;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.of(...bytes, rest);
}

/** Goes through bytes of a module. */
class Cursor {
  #bytes;
  #at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.#bytes = bytes;
  }

  get isAtEnd() {
    return this.#at >= this.#bytes.length;
  }

  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new Stop("the module ends too soon");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  /** @param {number} length */
  bytes(length) {
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new Stop("the module ends too soon");
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  text() {
    return Buffer.from(this.bytes(this.number())).toString();
  }
}
