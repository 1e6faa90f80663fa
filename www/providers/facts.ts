/** A setting of the deployment that holds a credential, or a part of one. */
export interface CredentialSetting {
  name: string;
  about: string;
  /** What the provider's calls accept; anything else is a fault of the deployment. */
  pattern: RegExp;
  isSecret: boolean;
}

/** A parameter of the provider's addresses. */
export interface ParameterFacts {
  name: string;
  pattern: RegExp;
  /** The end of a sentence that begins with the parameter's name. */
  refusal: string;
  about: string;
  example?: string;
}

/** How an account is named: in addresses, in rights and in the keys of the cache. */
export interface AccountFacts extends ParameterFacts {
  /** A credential of a provider whose accounts stand in the query opens one account: live, no account is named. */
  in: "path" | "query";
  /** Returns the one spelling of an id that fits the pattern. */
  canonical(id: string): string;
}

/** What tells one provider from another wherever no call is made: plain data that needs no installed package. */
export interface ProviderFacts {
  /** As in addresses, rights and answers. */
  id: string;
  label: string;
  /** The origins of its API. The worker sends its requests nowhere else. */
  origins: readonly string[];
  settings: readonly CredentialSetting[];
  /** The path of an account, with the account's name in braces where it stands in the path. */
  path: string;
  account: AccountFacts;
  region?: ParameterFacts;
  /** Returns the texts, beside the settings themselves, in which requests carry secrets. */
  secretForms?(settings: Readonly<Record<string, string>>): string[];
}
