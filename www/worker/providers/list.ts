import { autodesk } from "./autodesk.ts";
import { imocha } from "./imocha.ts";
import type { Provider } from "./provider.ts";

/** Every provider, in the order in which they are offered. */
export const providers: readonly Provider[] = [autodesk, imocha];
