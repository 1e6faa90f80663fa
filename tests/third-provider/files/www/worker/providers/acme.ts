import { fetchAcmeUnits } from "business-units";
import { acmeCatalog as catalog } from "../../catalog/acme.ts";
import { acme as facts } from "../../providers/acme.mjs";
import type { Provider } from "./provider.ts";

/** Acme: one key reads every company. */
export const acme: Provider = {
  ...facts,
  catalog,
  listing({ id: company = "" }, { settings, ...to }) {
    const { ACME_API_KEY: apiKey = "" } = settings;
    return (call) => fetchAcmeUnits({ ...to, ...call, company, apiKey });
  },
};
