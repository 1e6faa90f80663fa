import type { CallCase, Group } from "../case.ts";

const MIB = 2 ** 20;
const LIMIT_MIB = 64;
/** No client comes to its end: it stops because it has had enough, however far its runtime reads ahead. */
const ENDLESS = 2 ** 40;
const TOO_LARGE = { code: "ERR_TOO_LARGE", requests: 1 } as const;
const LIGHT = { ...TOO_LARGE, memoryBelowMiB: 2 * LIMIT_MIB };
/** The first case shows the default; with it the others would only take longer. */
const LOWER = { maxBytes: 8 * MIB };

export const size: Group<CallCase> = {
  name: "size",
  alone: true,
  cases: [
    {
      name: "64 MiB and a byte",
      script: { listing: [{ does: "flood", as: "identity", bytes: LIMIT_MIB * MIB + 1 }] },
      expect: LIGHT,
    },
    {
      name: "chunks without end",
      script: { listing: [{ does: "flood", as: "chunked", bytes: ENDLESS }] },
      options: LOWER,
      expect: { ...LIGHT, left: true },
    },
    {
      name: "a gzip bomb of 1 GiB",
      script: { listing: [{ does: "flood", as: "gzip", bytes: 1_024 * MIB }] },
      options: LOWER,
      expect: LIGHT,
    },
    {
      name: "a brotli bomb of 1 GiB",
      provider: "imocha",
      script: { listing: [{ does: "flood", as: "br", bytes: 1_024 * MIB }] },
      options: LOWER,
      expect: LIGHT,
    },
    {
      // Some runtimes refuse so many codings, some hand on what they do not undo.
      name: "gzip six times over",
      script: { listing: [{ does: "flood", as: "gzip six times", bytes: LOWER.maxBytes + MIB }] },
      options: LOWER,
      expect: { ...TOO_LARGE, code: ["ERR_TOO_LARGE", "ERR_NETWORK", "ERR_JSON"], requests: [1, 4] },
    },
    {
      name: "a limit of 1 MiB",
      script: { listing: [{ does: "flood", as: "chunked", bytes: ENDLESS }] },
      options: { maxBytes: MIB },
      expect: { ...TOO_LARGE, left: true },
    },
  ],
};
