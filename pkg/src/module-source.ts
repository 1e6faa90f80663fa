/** The source of the WebAssembly module: compiled, as bytes, as a response, or an address. */
export type ModuleSource = WebAssembly.Module | ArrayBuffer | ArrayBufferView | Response | URL | string;

/** Compiles while the bytes arrive, if the server sends the type `application/wasm`. */
export async function compiled(source: Exclude<ModuleSource, URL | string>): Promise<WebAssembly.Module> {
  if ("arrayBuffer" in source) {
    const isTyped = source.headers.get("content-type")?.startsWith("application/wasm");
    const streams = isTyped && typeof WebAssembly.compileStreaming === "function";
    return streams ? WebAssembly.compileStreaming(source) : WebAssembly.compile(await source.arrayBuffer());
  }
  const isBytes = ArrayBuffer.isView(source) || "byteLength" in source;
  return isBytes ? WebAssembly.compile(source as BufferSource) : (source as WebAssembly.Module);
}

export function isAddress(source: ModuleSource): source is URL | string {
  return typeof source === "string" || source instanceof URL;
}
