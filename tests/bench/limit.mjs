// @ts-check
import { readFileSync } from "node:fs";
import path from "node:path";
import { targetFolder, wasmTarget } from "../../pkg/scripts/setup.mjs";

/** @typedef {{ memory: WebAssembly.Memory, chunk: () => number, is_utf8: (length: number) => number }} Limit */

const chunkBytes = 64 * 1024;

/** The folder that the crate `limit` is built into. */
export function limitTargetFolder() {
  return path.join(targetFolder(), "bench", "limit");
}

/**
 * Loads the module of `limit/lib.rs`. Gives a function that does the least any reader has to do: it copies the bytes
 * into the module's memory, chunk by chunk, and has each one checked.
 * @returns {(bytes: Uint8Array) => number}
 */
export function loadLimit() {
  const file = path.join(limitTargetFolder(), wasmTarget, "release", "limit.wasm");
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)));
  const { memory, chunk, is_utf8 } = /** @type {Limit} */ (/** @type {unknown} */ (instance.exports));
  const start = chunk(); // makes the memory grow, which detaches its buffer
  const room = new Uint8Array(memory.buffer, start, chunkBytes);
  return (bytes) => {
    let whole = 0;
    for (let from = 0; from < bytes.length; from += chunkBytes) {
      const piece = bytes.subarray(from, from + chunkBytes);
      room.set(piece);
      whole += is_utf8(piece.length);
    }
    return whole;
  };
}
