// @ts-check

/** @type {import("./facts.ts").ProviderFacts} */
export const acme = {
  id: "acme",
  label: "Acme",
  origins: ["https://api.acme.example"],
  settings: [
    {
      name: "ACME_API_KEY",
      about: "The key that Acme's admin page shows",
      pattern: /^[\x21-\x7e]{1,8192}$/,
      isSecret: true,
    },
  ],
  path: "/api/acme/companies/{company}",
  account: {
    in: "path",
    name: "company",
    pattern: /^[a-z]{1,40}$/,
    refusal: "is not a name in small letters",
    about: "The company's short name",
    example: "north",
    canonical: (name) => name,
  },
};
