/** Who asks, once that is known: `tenant` keeps what is cached for one customer from every other. */
export interface Principal {
  id: string;
  tenant: string;
}

/** One worker has one set of credentials, so everybody reads the same company's data, unless its settings say otherwise. */
export const OWN_TENANT = "own";
