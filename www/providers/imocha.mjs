// @ts-check

/** @type {import("./facts.ts").ProviderFacts} */
export const imocha = {
  id: "imocha",
  label: "iMocha",
  origins: ["https://apiv3.imocha.io"],
  settings: [
    {
      name: "IMOCHA_API_KEY",
      about: "The account's API key",
      pattern: /^[\x21-\x7e]{1,8192}$/,
      isSecret: true,
    },
  ],
  path: "/api/imocha",
  account: {
    in: "query",
    name: "account",
    pattern: /^[A-Za-z0-9_-]{1,64}$/,
    refusal: "is not the name of an account",
    about: "One of the sandbox's iMocha accounts; a real key has its own, and then this is refused",
    canonical: (id) => id,
  },
};
