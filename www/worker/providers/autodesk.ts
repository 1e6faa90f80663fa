import { autodeskToken, fetchAutodeskUnits } from "business-units";
import { autodeskCatalog as catalog } from "../../catalog/autodesk.ts";
import { autodesk as facts } from "../../providers/autodesk.mjs";
import type { Provider } from "./provider.ts";

/** Autodesk: an account is read with the app's token, in the account's region. */
export const autodesk: Provider = {
  ...facts,
  catalog,
  listing({ id: accountId = "", region }, { settings, ...to }) {
    const { APS_CLIENT_ID: clientId = "", APS_CLIENT_SECRET: clientSecret = "" } = settings;
    const token = autodeskToken({ clientId, clientSecret, ...to });
    const account = region === undefined ? { accountId } : { accountId, region };
    return (call) => fetchAutodeskUnits({ ...to, ...call, ...account, token });
  },
};
