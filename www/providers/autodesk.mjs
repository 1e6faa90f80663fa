// @ts-check

/** @type {import("./facts.ts").ProviderFacts} */
export const autodesk = {
  id: "autodesk",
  label: "Autodesk BIM 360 / ACC",
  origins: ["https://developer.api.autodesk.com"],
  settings: [
    {
      name: "APS_CLIENT_ID",
      about: "The client id of the app that the accounts have added",
      pattern: /^[\x21-\x39\x3b-\x7e]{1,256}$/,
      isSecret: false,
    },
    {
      name: "APS_CLIENT_SECRET",
      about: "That app's secret",
      pattern: /^[\x21-\x7e]{1,8192}$/,
      isSecret: true,
    },
  ],
  path: "/api/autodesk/accounts/{accountId}",
  account: {
    in: "path",
    name: "accountId",
    pattern: /^(?:b\.)?[A-Za-z0-9-]{1,64}$/,
    refusal: "is not one that Autodesk gives",
    about: "The account's id, or its hub's, which begins with `b.`",
    example: "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace",
    canonical: (id) => id.replace(/^b\./, "").toLowerCase(),
  },
  region: {
    name: "region",
    // Eight regions are known, and the set grows.
    pattern: /^[A-Z]{2,8}$/,
    refusal: "is not one of 2 to 8 capital letters, such as EMEA",
    about: "Where Autodesk keeps the account; it assumes US where nothing is said",
  },
  // HTTP Basic, for the token.
  secretForms: ({ APS_CLIENT_ID: id, APS_CLIENT_SECRET: secret }) =>
    id && secret ? [btoa(`${id}:${secret}`)] : [],
};
