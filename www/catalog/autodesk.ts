import type { Catalog, Expectation } from "./catalog.ts";

/** An account of the sandbox's Autodesk; without `region` it lives in the US. */
export interface AutodeskAccount {
  provider: "autodesk";
  accountId: string;
  region?: string;
  name: string;
  about: string;
  expect: Expectation;
}

/** The one client that the sandbox's token endpoint knows. */
export const SANDBOX_CLIENT_ID = "sandbox-client";
/** That client's secret, which opens nothing else. */
export const SANDBOX_CLIENT_SECRET = "sandbox-secret";
/** A bearer token with `account:read` that never expires, for calls without a mint. */
export const SANDBOX_TOKEN = "sandboxTokenNotASecretAtAll1";

const refusal = (status: number, name: string, about: string): AutodeskAccount => ({
  provider: "autodesk",
  accountId: `00000000-0000-4000-8000-000000000${status}`,
  name: `${status} ${name}`,
  about,
  expect: { status },
});

/** The sandbox's Autodesk accounts, by the name that tests and data sets use for them. */
export const AUTODESK_ACCOUNTS = {
  documented: {
    provider: "autodesk",
    accountId: "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace",
    name: "Documented example",
    about: "The answer that Autodesk's own page shows.",
    expect: { units: 2 },
  },
  construction: {
    provider: "autodesk",
    accountId: "5b1f6c0e-2d47-4c8a-9e31-7f04a6d2b958",
    name: "Brückner & Halvorsen Construction",
    about: "A construction company in six levels, as it grew by hand.",
    expect: { units: 1200 },
  },
  damaged: {
    provider: "autodesk",
    accountId: "d4a0b3c7-91e8-4f25-8c6d-0e57f1a9b246",
    name: "Hallström Group (damaged)",
    about: "A small company whose listing has every defect that a listing can have.",
    expect: {
      units: 45,
      defects: {
        EmptyId: 2,
        DuplicateId: 1,
        MissingParent: 3,
        SelfParent: 1,
        Cycle: 2,
        OtherAccount: 1,
        PathMismatch: 1,
      },
    },
  },
  empty: {
    provider: "autodesk",
    accountId: "3c9e7a52-60bd-4e14-a8f3-b5d1c0276e89",
    name: "Empty account",
    about: "An account without units, which the service answers with {}.",
    expect: { units: 0 },
  },
  large: {
    provider: "autodesk",
    accountId: "a86d2f19-7e03-4b5c-b940-c3f8e1d57a60",
    name: "One hundred thousand units",
    about: "More units than any company has, streamed in about 35 MB.",
    expect: { units: 100_000 },
  },
  hostile: {
    provider: "autodesk",
    accountId: "f07b5e83-1a6c-4d92-9b7e-48c2d6a0135f",
    name: "Hostile names",
    about: "Names and ids that were written to break pages, exports and parsers.",
    expect: { units: 23 },
  },
  emea: {
    provider: "autodesk",
    accountId: "19e4c6d8-a35f-4072-8b1d-6f9a0e7c2b34",
    region: "EMEA",
    name: "Nordlys Bygg (EMEA)",
    about: "An account in Europe, found with the Region header or on the legacy EU path only.",
    expect: { units: 9 },
  },
  australia: {
    provider: "autodesk",
    accountId: "72d0f8b1-4c9e-4a63-9d25-e1b7380a5f6c",
    region: "AUS",
    name: "Wattle & Ironbark (AUS)",
    about: "An account in Australia, whose region also answers to its old name APAC.",
    expect: { units: 9 },
  },
  badRequest: refusal(400, "Bad Request", "The service says that the request is malformed."),
  unauthorized: refusal(401, "Unauthorized", "The token is refused with an empty body."),
  forbidden: refusal(403, "Forbidden", "The app may not read this account; the reason is plain text."),
  notFound: refusal(404, "Not Found", "The service says that the account does not exist."),
  conflict: refusal(409, "Conflict", "The account's state forbids the answer."),
  unprocessable: refusal(422, "Unprocessable Entity", "The request is understood and restricted."),
  rateLimited: refusal(429, "Too Many Requests", "The quota is used up; it asks to wait two seconds."),
  serverError: refusal(500, "Internal Server Error", "The service fails and says so in JSON."),
  unavailable: refusal(503, "Service Unavailable", "A gateway in front of the service answers in HTML."),
  slowHeaders: {
    provider: "autodesk",
    accountId: "00000000-0000-4000-8000-0000000051a1",
    name: "Slow headers",
    about: "The request is taken and never answered.",
    expect: { stalls: "headers" },
  },
  slowBody: {
    provider: "autodesk",
    accountId: "00000000-0000-4000-8000-0000000051a2",
    name: "Slow body",
    about: "Half of the documented answer arrives, then nothing.",
    expect: { stalls: "body" },
  },
} satisfies Record<string, AutodeskAccount>;

/** One client opens every account. */
export const autodeskCatalog: Catalog = {
  accounts: Object.values(AUTODESK_ACCOUNTS).map(({ expect: _, ...offered }: AutodeskAccount) => offered),
  settings: () => ({ APS_CLIENT_ID: SANDBOX_CLIENT_ID, APS_CLIENT_SECRET: SANDBOX_CLIENT_SECRET }),
};
