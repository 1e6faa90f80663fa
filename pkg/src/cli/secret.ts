import { type Failure, usageFailure } from "./failure.js";

const SECRET_OPTION = /secret|token|password|passwd|credential|(^|-)(api-?)?key$|client-?id/i;

const VARIABLES =
  "Set APS_CLIENT_ID and APS_CLIENT_SECRET, IMOCHA_API_KEY or BUSINESS_UNITS_KEY in the environment instead.";

/** Returns a failure for an option that seems to carry a secret. It never repeats the value. */
export function secretFailure(name: string): Failure | undefined {
  if (!SECRET_OPTION.test(name)) return undefined;
  return refuseSecret(`--${name}`);
}

/** Returns a failure for a secret among the arguments. */
export function refuseSecret(where: string): Failure {
  const why = "other programs can read it there, and the shell's history keeps it";
  return usageFailure(`${where}: secrets are not taken from arguments, since ${why}.`, VARIABLES);
}
