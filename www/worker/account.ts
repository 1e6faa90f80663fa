/** One account of a provider, in its one spelling. */
export interface Account {
  provider: string;
  /** Undefined where the credential alone says which account is read. */
  id: string | undefined;
  region: string | undefined;
}
