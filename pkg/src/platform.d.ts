// Names of the platform that the package's types use. A program has most of them from TypeScript's DOM library, Node's types
// or an edge runtime's, and these add nothing to them; without any of these, the package's types still check.

declare global {
  interface AbortSignal {}
  interface Blob {}
  // biome-ignore lint/suspicious/noExplicitAny: all declarations of an interface have the same parameters
  interface ReadableStream<R = any> {}
  interface Response {}
  interface URL {}
  namespace WebAssembly {
    interface Module {}
  }
}

/** The platform's `fetch`, or any function where there is none. */
export type Fetch = typeof globalThis extends { fetch: infer F } ? F : (...args: never[]) => Promise<unknown>;
