import type { Catalog } from "./catalog.ts";

/** The key that opens every company of the sandbox. */
export const SANDBOX_ACME_KEY = "sandbox-acme-key";

/** The sandbox's companies. */
export const acmeCatalog: Catalog = {
  accounts: [{ provider: "acme", accountId: "north", name: "Acme North" }],
  settings: () => ({ ACME_API_KEY: SANDBOX_ACME_KEY }),
};
