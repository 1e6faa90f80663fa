import start, { initSync as startSync } from "../wasm/business_units.js";
import { untilAborted } from "./abort.js";
import { BusinessUnitsError } from "./errors.js";
import { deadlineOf } from "./guard.js";

/** Where the WebAssembly module is to be had: compiled, as bytes, as an answer, or at an address. */
export type ModuleSource = WebAssembly.Module | BufferSource | Response | URL | string;

// However many loads there are, from the package's own place and from those that callers name, the first that has the
// module compiled makes the one instance of it; nobody has to wait for a load that hangs.
let loaded = false;
let ownLoad: Promise<void> | undefined;
let instantiating: Promise<unknown> | undefined;
let arrived: () => void = () => undefined;
const arrival = new Promise<void>((resolve) => {
  arrived = resolve;
});
// NOTE: made when it is needed, since workerd makes none while a script is loaded.
let downloads: AbortController | undefined;
let ownSource: (() => ModuleSource | Promise<ModuleSource>) | undefined;

/** Names the place that `init()` loads from when it is given none. */
export function loadFrom(source: () => ModuleSource | Promise<ModuleSource>): void {
  ownSource = source;
}

/**
 * Loads the WebAssembly module, once; a failed load may be tried again. Every asynchronous function does this itself,
 * and Node, Deno, Bun and workerd are loaded at import, so only a page or an edge-light function that calls `buildTree`
 * first needs it. The first time it costs one request and a compilation, later nothing.
 *
 * @param source Where the module is; by default beside the package's own files.
 * @throws `ERR_STATE` when it cannot be loaded, with the reason.
 *
 * @example
 * ```ts
 * import { buildTree, init } from "business-units";
 *
 * await init();
 * console.log(buildTree("{}").size); // 0
 * ```
 */
export function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void> {
  if (loaded) return Promise.resolve();
  if (source !== undefined) return Promise.race([arrival, load(source)]);
  ownLoad ??= load(ownSource?.()).finally(() => {
    ownLoad = undefined;
  });
  return Promise.race([arrival, ownLoad]);
}

/** Waits for the module for as long as a call may, and gives how much of that is spent, in milliseconds. */
export async function loadedWithin(deadlineMs: unknown, signal: AbortSignal | undefined): Promise<number> {
  if (loaded) {
    await untilAborted(Promise.resolve(), signal);
    return 0;
  }
  const began = performance.now();
  const limit = deadlineOf(deadlineMs);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooLate(limit)), limit);
  });
  try {
    await untilAborted(Promise.race([init(), late]), signal);
  } finally {
    clearTimeout(timer);
  }
  return Math.round(performance.now() - began);
}

function tooLate(limit: number): BusinessUnitsError {
  const message = `The WebAssembly module did not load (total): the whole call may take ${limit} ms.`;
  return new BusinessUnitsError("ERR_TIMEOUT", message);
}

/**
 * Loads the WebAssembly module at once, from bytes or compiled; does nothing when it is loaded. A module that another
 * realm compiled is for `init(module)`. Bytes are compiled on the spot, which a browser may refuse a page.
 *
 * @param module The package's own `business_units_bg.wasm`.
 * @throws `ERR_STATE` when it cannot be loaded, or at the moment when an `init()` makes its instance.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { buildTree, initSync } from "business-units";
 *
 * initSync(readFileSync(new URL(import.meta.resolve("business-units/business_units_bg.wasm"))));
 * console.log(buildTree("{}").size); // 0
 * ```
 */
export function initSync(module: WebAssembly.Module | BufferSource): void {
  if (loaded) return;
  if (instantiating) throw new BusinessUnitsError("ERR_STATE", "init() is under way: await it instead.");
  try {
    startSync({ module });
  } catch (cause) {
    throw notLoaded(cause);
  }
  settle();
}

/** Says what to do when a synchronous function is called before the module is there. */
export function assertLoaded(): void {
  if (loaded) return;
  throw new BusinessUnitsError(
    "ERR_STATE",
    "The WebAssembly module is not loaded yet: await init() once before buildTree().",
  );
}

async function load(source: ModuleSource | Promise<ModuleSource> | undefined): Promise<void> {
  try {
    const given = await source;
    if (given === undefined) throw new Error("this entry needs init(source)");
    await instantiate(await compiled(isAddress(given) ? await download(given) : given));
  } catch (cause) {
    if (!loaded) throw notLoaded(cause);
  }
}

async function instantiate(module: WebAssembly.Module): Promise<void> {
  if (loaded) return;
  instantiating ??= start({ module_or_path: module }).finally(() => {
    instantiating = undefined;
  });
  await instantiating;
  settle();
}

function settle(): void {
  loaded = true;
  arrived();
  // What is still under way would hold a connection for nothing.
  downloads?.abort();
}

/** Compiles while the bytes arrive, where the server says what they are. */
async function compiled(source: WebAssembly.Module | BufferSource | Response): Promise<WebAssembly.Module> {
  if ("arrayBuffer" in source) {
    const isTyped = source.headers.get("content-type")?.startsWith("application/wasm");
    const streams = isTyped && typeof WebAssembly.compileStreaming === "function";
    return streams ? WebAssembly.compileStreaming(source) : WebAssembly.compile(await source.arrayBuffer());
  }
  const isBytes = ArrayBuffer.isView(source) || "byteLength" in source;
  return isBytes ? WebAssembly.compile(source as BufferSource) : (source as WebAssembly.Module);
}

function isAddress(source: ModuleSource): source is URL | string {
  return typeof source === "string" || source instanceof URL;
}

/**
 * Fetches the module. A missing file is often answered with the site's own page and status 200: without a check the
 * failure would be "expected magic word 00 61 73 6d, found 3c 21 64 6f".
 */
export async function download(address: URL | string): Promise<Response> {
  downloads ??= new AbortController();
  const response = await fetch(address, { signal: downloads.signal });
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  if (response.headers.get("content-type")?.includes("html")) {
    throw new Error(`${response.url} is a page, not the module: serve business_units_bg.wasm there`);
  }
  return response;
}

const REMEDIES: readonly [RegExp, string][] = [
  [
    /content.security.policy|\bCSP\b|unsafe-eval/i,
    "Add 'wasm-unsafe-eval' to script-src of the page's policy.",
  ],
  [
    /disallowed by embedder/,
    "This runtime compiles nothing while it runs: import business-units/business_units_bg.wasm and give it to init().",
  ],
  [/WebAssembly is not defined/, "This runtime has no WebAssembly."],
  [/must be a buffer source/, "What another realm compiled, await init(module) takes."],
];

function notLoaded(cause: unknown): BusinessUnitsError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const remedy = REMEDIES.find(([sign]) => sign.test(why))?.[1];
  const message = `The WebAssembly module could not be loaded: ${why}`;
  return new BusinessUnitsError("ERR_STATE", remedy === undefined ? message : `${message} ${remedy}`, {
    hint: "A Content-Security-Policy must allow 'wasm-unsafe-eval'; a bundler must ship business_units_bg.wasm.",
  });
}
