import type { Catalog, Expectation, OfferedAccount } from "./catalog.ts";

/** An account of the sandbox's iMocha, which knows accounts only by their key. */
export interface ImochaAccount {
  provider: "imocha";
  apiKey: string;
  name: string;
  about: string;
  expect: Expectation;
}

const refusal = (status: number, name: string, about: string): ImochaAccount => ({
  provider: "imocha",
  apiKey: `sandbox-imocha-${status}`,
  name: `${status} ${name}`,
  about,
  expect: { status },
});

/** The sandbox's iMocha accounts, by the name that tests and data sets use for them. */
export const IMOCHA_ACCOUNTS = {
  documented: {
    provider: "imocha",
    apiKey: "sandbox-imocha-documented",
    name: "Documented example",
    about: "The answer that iMocha's own page shows.",
    expect: { units: 2 },
  },
  academy: {
    provider: "imocha",
    apiKey: "sandbox-imocha-academy",
    name: "Skills academy",
    about: "A company that tests skills, with the largest id that 64 bits hold.",
    expect: { units: 40 },
  },
  letterCase: {
    provider: "imocha",
    apiKey: "sandbox-imocha-letter-case",
    name: "Other letter case",
    about: "The same fields, spelt in the letter cases of iMocha's other endpoints.",
    expect: { units: 4 },
  },
  damaged: {
    provider: "imocha",
    apiKey: "sandbox-imocha-damaged",
    name: "Damaged list",
    about: "A repeated id, a missing id and a count that is one too many.",
    expect: { units: 6, defects: { CountMismatch: 1, DuplicateId: 1, EmptyId: 1 } },
  },
  empty: {
    provider: "imocha",
    apiKey: "sandbox-imocha-empty",
    name: "Empty account",
    about: "An account without units.",
    expect: { units: 0 },
  },
  badRequest: refusal(400, "Bad Request", "The service lists what is wrong with the request."),
  unauthorized: refusal(401, "Unauthorized", "The key's subscription is no longer active."),
  forbidden: refusal(403, "Forbidden", "The key's call volume is used up for the period."),
  notFound: refusal(404, "Not Found", "The gateway finds no such resource."),
  rateLimited: refusal(429, "Too Many Requests", "Too many calls; it asks to wait two seconds."),
  serverError: refusal(500, "Internal Server Error", "The service fails and says so in JSON."),
  slowHeaders: {
    provider: "imocha",
    apiKey: "sandbox-imocha-slow-headers",
    name: "Slow headers",
    about: "The request is taken and never answered.",
    expect: { stalls: "headers" },
  },
  slowBody: {
    provider: "imocha",
    apiKey: "sandbox-imocha-slow-body",
    name: "Slow body",
    about: "Half of the documented answer arrives, then nothing.",
    expect: { stalls: "body" },
  },
} satisfies Record<string, ImochaAccount>;

const accounts = new Map<string, ImochaAccount>(Object.entries(IMOCHA_ACCOUNTS));

/** A key opens one account, so accounts are named as tests and data sets name them. */
export const imochaCatalog: Catalog = {
  accounts: [...accounts].map(([accountId, { provider, name, about }]): OfferedAccount => {
    return { provider, accountId, name, about };
  }),
  settings(accountId = "documented") {
    const account = accounts.get(accountId);
    return account && { IMOCHA_API_KEY: account.apiKey };
  },
};
