import type { CallCase, Group } from "../case.ts";

const NEVER_FOLLOWED = { code: "ERR_REDIRECT", requests: 1 } as const;

export const redirects: Group<CallCase> = {
  name: "redirect",
  cases: [
    {
      name: "to the same host",
      script: { listing: [{ does: "redirect", status: 301, to: "same host" }] },
      expect: NEVER_FOLLOWED,
    },
    {
      name: "to another host",
      script: { listing: [{ does: "redirect", status: 302, to: "other host" }] },
      expect: NEVER_FOLLOWED,
    },
    {
      name: "from https to http",
      where: "trusted TLS",
      script: { listing: [{ does: "redirect", status: 302, to: "other host" }] },
      expect: NEVER_FOLLOWED,
    },
    {
      name: "to itself",
      provider: "imocha",
      script: { listing: [{ does: "redirect", status: 308, to: "itself" }] },
      expect: NEVER_FOLLOWED,
    },
    {
      name: "307 to another host",
      provider: "imocha",
      script: { listing: [{ does: "redirect", status: 307, to: "other host" }] },
      expect: NEVER_FOLLOWED,
    },
  ],
};
