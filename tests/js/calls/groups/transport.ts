import type { Behaviour } from "../../../../www/sandbox/weather/script.ts";
import type { CallCase, Expected, Group, Skips } from "../case.ts";
import { ANSWER, DOCUMENTED } from "../rows.ts";

const SECOND_TIME: Expected = { size: DOCUMENTED, requests: 2 };
/** Runtimes differ in what they let pass: the data at once, or after what they refused. */
const SOONER_OR_LATER: Expected = { size: DOCUMENTED, requests: [1, 2] };

type Row = [name: string, behaviour: Behaviour, expect?: Expected, skips?: Skips];

const ROWS: Row[] = [
  ["reset before anything", { does: "reset", at: "start" }],
  ["closed before anything", { does: "close", at: "start" }],
  ["reset in the status line", { does: "reset", at: "status line" }],
  ["reset in the headers", { does: "reset", at: "headers" }],
  ["reset after the headers", { does: "reset", at: "after headers" }],
  ["reset in the body", { does: "reset", at: "body" }],
  ["closed short of its length", { does: "close", at: "body" }],
  ["chunks without the last", { does: "chunk badly", fault: "no end" }],
  ["a chunk of no size", { does: "chunk badly", fault: "bad size" }],
  ["gzip, cut", { does: "compress", coding: "gzip", cut: true }],
  ["brotli, cut", { does: "compress", coding: "br", cut: true }],
  ["no HTTP", { does: "speak nonsense" }],
  ["100 and 103 first", { does: "answer after", statuses: [100, 103] }, SOONER_OR_LATER],
  ["a header of 64 KB", { does: "send a long header", bytes: 65_536 }, SOONER_OR_LATER],
  ["two lengths", { does: "measure twice", as: "two lengths" }, SOONER_OR_LATER],
  ["a length and chunks", { does: "measure twice", as: "length and chunks" }, SOONER_OR_LATER],
];

const GIVES_UP: Expected = { code: "ERR_NETWORK", requests: 0 };

export const transport: Group<CallCase> = {
  name: "transport",
  cases: [
    { name: "refused", where: "nobody", script: {}, expect: GIVES_UP },
    ...ROWS.map(([name, behaviour, expect = SECOND_TIME, skips = {}]): CallCase => {
      return { name, script: { listing: [behaviour, ANSWER] }, expect, skips };
    }),
    { name: "a host without an address", where: "an unknown host", script: {}, expect: GIVES_UP },
    { name: "a certificate that nobody trusts", where: "untrusted TLS", script: {}, expect: GIVES_UP },
    {
      name: "a certificate that is trusted",
      where: "trusted TLS",
      script: {},
      expect: { size: DOCUMENTED, requests: 1 },
    },
  ],
};
