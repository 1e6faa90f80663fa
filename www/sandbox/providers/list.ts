import { autodesk } from "./autodesk.ts";
import { imocha } from "./imocha.ts";
import type { SandboxProvider } from "./provider.ts";

/** Every provider that the sandbox imitates. */
export const providers: readonly SandboxProvider[] = [autodesk, imocha];

/** Returns the provider that a path belongs to, whatever precedes it; undefined for any other path. */
export function providerAt(path: string): SandboxProvider | undefined {
  return providers.find(
    ({ prefix, mint }) => path.includes(prefix) || (mint !== undefined && path.endsWith(mint)),
  );
}
