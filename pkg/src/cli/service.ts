import type { Invocation, OptionForm } from "./command.js";
import { usageFailure } from "./failure.js";
import { fromTree, type Listing } from "./listing.js";
import { refuseSecret } from "./secret.js";

/** A service that a SOURCE can name. */
interface Service {
  name: string;
  /** Fetches the listing; `account` is what follows the name. */
  fetch(account: string, invocation: Invocation): Promise<Listing>;
}

/** The options of services. */
export const SERVICE_OPTIONS: Readonly<Record<string, OptionForm>> = {
  "legacy-eu-path": { type: "boolean" },
};

const autodesk: Service = {
  name: "autodesk",
  async fetch(named, { env, options, signal }) {
    const [, accountId, region] = /^([^@]+)(?:@([^@]+))?$/.exec(named) ?? [];
    if (accountId === undefined) {
      throw usageFailure("autodesk: names no account.", "Write autodesk:ACCOUNT or autodesk:ACCOUNT@REGION.");
    }
    const clientId = needed(env, "APS_CLIENT_ID");
    const clientSecret = needed(env, "APS_CLIENT_SECRET");
    const base = baseUrl(env.APS_BASE_URL);
    const { autodeskToken, fetchAutodeskUnits } = await import("../entry.node.js");
    const token = autodeskToken({ clientId, clientSecret, ...base });
    const where = { ...(region && { region }), ...(options.has("legacy-eu-path") && { legacyEuPath: true }) };
    const tree = await fetchAutodeskUnits({ accountId, token, signal, ...where, ...base });
    return fromTree(tree, region?.toUpperCase() ?? null);
  },
};

const imocha: Service = {
  name: "imocha",
  async fetch(named, { env, signal }) {
    if (named !== "") throw refuseSecret("imocha:…");
    const apiKey = needed(env, "IMOCHA_API_KEY");
    const { fetchImochaUnits } = await import("../entry.node.js");
    const tree = await fetchImochaUnits({ apiKey, signal, ...baseUrl(env.IMOCHA_BASE_URL) });
    return fromTree(tree, null);
  },
};

const SERVICES: readonly Service[] = [autodesk, imocha];

/** The names of the services. */
export const SERVICE_NAMES: readonly string[] = SERVICES.map(({ name }) => name);

/** Fetches from the service that a SOURCE names; returns nothing when it names none. */
export function fetchFromService(source: string, invocation: Invocation): Promise<Listing> | undefined {
  const [, name, account = ""] = /^([a-z]+)(?::(.*))?$/s.exec(source) ?? [];
  return SERVICES.find((service) => service.name === name)?.fetch(account, invocation);
}

function needed(env: Invocation["env"], name: string): string {
  const value = env[name];
  if (value) return value;
  throw usageFailure(`${name} is not set in the environment.`, "Credentials are read from there only.");
}

function baseUrl(address: string | undefined): { baseUrl?: string } {
  return address ? { baseUrl: address } : {};
}
