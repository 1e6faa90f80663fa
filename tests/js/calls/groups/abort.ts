import type { Script } from "../../../../www/sandbox/weather/script.ts";
import type { AbortPlan, CallCase, Group } from "../case.ts";
import { ANSWER, DOCUMENTED, refuse } from "../rows.ts";

type Row = [name: string, script: Script, abort: AbortPlan, requests: number | [number, number]];

const SILENT: Script = { listing: [{ does: "fall silent", at: "start" }] };
const HALF: Script = { listing: [{ does: "fall silent", at: "body" }] };
const FAILS: Script = { listing: [refuse(429, "2"), ANSWER] };

const ROWS: Row[] = [
  ["before the start", {}, "before", 0],
  ["while it connects", SILENT, "next tick", [0, 1]],
  ["while headers are awaited", SILENT, { once: "the sandbox is asked" }, 1],
  ["in the body", HALF, { once: "half a body is here" }, 1],
  ["in a wait", FAILS, { once: "it waits" }, 1],
  ["between attempts", FAILS, "in onAttempt", 1],
  ["in the same tick as the response", {}, "with the response", 1],
  ["by a timeout", SILENT, { afterMs: 150 }, [0, 1]],
  ["by any of two", HALF, { once: "half a body is here", by: "any" }, 1],
];

export const abort: Group<CallCase> = {
  name: "abort",
  alone: true,
  cases: [
    ...ROWS.map(
      ([name, script, plan, requests]): CallCase => ({
        name,
        script,
        abort: plan,
        expect: { aborted: true, requests },
      }),
    ),
    {
      name: "while a token is minted",
      minted: true,
      script: { mint: [{ does: "fall silent", at: "start" }] },
      abort: { once: "the sandbox is asked" },
      expect: { aborted: true, requests: 0, mints: 1 },
    },
    {
      name: "after success",
      script: {},
      abort: "after success",
      expect: { size: DOCUMENTED, requests: 1 },
    },
  ],
};
