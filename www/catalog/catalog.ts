/** What the sandbox answers for an account: a number of rows, a refusal, or silence. */
export interface Expectation {
  /** Rows in the listing, broken ones included. */
  units?: number;
  /** The status of a refusal. */
  status?: number;
  /** How many defects of each kind the listing holds; none when absent. */
  defects?: Readonly<Record<string, number>>;
  /** Where the answer stops for good: before its headers, or in the middle of its body. */
  stalls?: "headers" | "body";
}

/** An account that a page can offer. */
export interface OfferedAccount {
  provider: string;
  /** Absent where the credential alone says which account is read. */
  accountId?: string;
  region?: string;
  name: string;
  about?: string;
}

/** The sandbox's accounts of one provider. */
export interface Catalog {
  accounts: readonly OfferedAccount[];
  /** Returns the credentials that open an account, by the names of the settings; undefined for an unknown account. */
  settings(accountId: string | undefined): Record<string, string> | undefined;
}
