import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { answerOf } from "../listing-answer.ts";
import { Timing } from "../timing.ts";
import { flat } from "../view/flat.ts";
import { aged, down, error, failing, type Lab, S } from "./cache.fixture.ts";

const MINUTE = 60 * S;
const HOUR = 60 * MINUTE;

interface Told {
  state: string | null;
  age: number;
  stale: boolean;
  document: string;
}

/** What a reader is told now: in headers, and in the document. */
async function told(lab: Lab): Promise<Told> {
  const served = await lab.read();
  const asking = {
    method: "GET",
    ifNoneMatch: undefined,
    region: null,
    now: lab.clock.now,
    timing: new Timing(),
    signal: undefined,
  };
  const { headers, ...answer } = await shown(await answerOf(served, flat, asking));
  await lab.settled();
  return {
    state: headers.get("x-cache"),
    age: Number(headers.get("age")),
    stale: answer.document.includes('"stale":true'),
    document: answer.document,
  };
}

async function shown(answer: Response) {
  return { headers: answer.headers, document: await answer.text() };
}

for (const [name, fails] of [
  ["is not reached", down],
  ["is silent", failing(error("ERR_TIMEOUT"))],
  ["answers 500", failing(error("ERR_SERVER", { status: 500 }))],
  ["asks for patience", failing(error("ERR_RATE_LIMITED", { status: 429, retryAfterMs: 30_000 }))],
  ["sends what is no JSON", failing(error("ERR_JSON"))],
] as const) {
  describe(`an hour in which a service ${name}`, () => {
    it("is an hour of answers, each of which says how old it is, and few calls", async () => {
      const lab = await aged(30 * S);
      lab.answer = fails;
      const before = lab.calls;
      for (let at = 30 * S; at <= HOUR; at += 10 * S) {
        const { state, age, stale, document } = await told(lab);
        assert.equal(state, at < MINUTE ? "HIT" : at < 10 * MINUTE ? "SWR" : "SIE", `${at / S} s`);
        assert.equal(age, at / S);
        assert.equal(stale, at >= MINUTE);
        assert.ok(document.includes('"nth":1'));
        await lab.clock.pass(10 * S);
      }
      // A call each time somebody asks and the last failure is forgotten, and never two at once.
      assert.ok(lab.calls - before <= 360, String(lab.calls - before));
    });

    it("survives the isolate, and ends with the first answer of the service", async () => {
      const lab = await aged(0);
      lab.answer = fails;
      await lab.clock.pass(HOUR);
      lab.restart();
      assert.deepEqual(await told(lab).then(({ state, age }) => [state, age]), ["SIE", 3_600]);
      lab.answer = () => '{"back":1}';
      await lab.clock.pass(MINUTE);
      const back = await told(lab);
      assert.deepEqual([back.state, back.age, back.stale], ["MISS", 0, false]);
      assert.ok(back.document.includes('"back":1'));
    });
  });
}
