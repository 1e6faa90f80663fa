// The build writes dist/tree/bytes.js: the WebAssembly module as base64, decoded once at import.
declare const bytes: Uint8Array<ArrayBuffer>;
export default bytes;
