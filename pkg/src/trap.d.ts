/** src/wasm/trap.js, which the build puts beside the module. */
declare module "*/wasm/trap.js" {
  export function breakDown(): void;
  export function isTrap(thrown: unknown): boolean;
}
