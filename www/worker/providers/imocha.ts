import { fetchImochaUnits } from "business-units";
import { imochaCatalog as catalog } from "../../catalog/imocha.ts";
import { imocha as facts } from "../../providers/imocha.mjs";
import type { Provider } from "./provider.ts";

/** iMocha: the API key opens one account. */
export const imocha: Provider = {
  ...facts,
  catalog,
  listing(_, { settings, ...to }) {
    const { IMOCHA_API_KEY: apiKey = "" } = settings;
    return (call) => fetchImochaUnits({ ...to, ...call, apiKey });
  },
};
