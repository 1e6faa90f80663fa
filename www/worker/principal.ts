/** Who asks, once that is known: `tenant` keeps what is cached for one customer from every other. */
export interface Principal {
  id: string;
  tenant: string;
}
