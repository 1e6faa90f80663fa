import { AUTODESK_ACCOUNTS, type AutodeskAccount } from "../catalog/autodesk.ts";
import { IMOCHA_ACCOUNTS, type ImochaAccount } from "../catalog/imocha.ts";

export * from "../catalog/autodesk.ts";
export type { Expectation } from "../catalog/catalog.ts";
export * from "../catalog/imocha.ts";

/** One account of either provider. */
export type SandboxAccount = AutodeskAccount | ImochaAccount;

/** Every account of both providers, in the order in which a page offers them. */
export const SANDBOX_ACCOUNTS: readonly SandboxAccount[] = [
  ...Object.values(AUTODESK_ACCOUNTS),
  ...Object.values(IMOCHA_ACCOUNTS),
];
