/** src/wasm/trap.js, which the build puts beside each module. */
declare module "*/trap.js" {
  export function breakDown(): void;
  export function isTrap(thrown: unknown): boolean;
}
