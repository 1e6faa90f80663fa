import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { IMOCHA_ACCOUNTS } from "../catalog.ts";
import { startSandbox } from "../server.ts";
import { type ClimateName, climates, spoiltBy } from "./climate.mjs";

const headers = { "x-api-key": IMOCHA_ACCOUNTS.documented.apiKey };

async function outcomes(
  weather: ClimateName,
  times: number,
): Promise<{ tally: Map<string, number>; lines: string[] }> {
  const lines: string[] = [];
  const sandbox = await startSandbox({ weather, onWeather: (line) => lines.push(line) });
  const tally = new Map<string, number>();
  for (let nth = 0; nth < times; nth++) {
    const outcome = await fetch(`${sandbox.url}/v3/accounts/business-units`, { headers }).then(
      async (answer) => `${answer.status} ${await answer.text().then(isJson, () => "cut")}`,
      () => "lost",
    );
    tally.set(outcome, (tally.get(outcome) ?? 0) + 1);
  }
  await sandbox.close();
  return { tally, lines };
}

function isJson(text: string): string {
  try {
    JSON.parse(text);
    return "whole";
  } catch {
    return "no JSON";
  }
}

describe("the weather", () => {
  it("leaves chances for a good answer, outages apart", () => {
    for (const [name, { spoils }] of Object.entries(climates)) {
      const sum = spoils.reduce((total, [percent]) => total + percent, 0);
      assert.ok(name === "outage" ? sum === 100 : sum < 60, name);
      assert.equal(spoiltBy(name as ClimateName, 0.999) === undefined, name !== "outage");
    }
  });

  it("is calm unless told otherwise", async () => {
    const { tally, lines } = await outcomes("calm", 10);
    assert.deepEqual([[...tally], lines], [[["200 whole", 10]], []]);
  });

  it("drizzles 429s", async () => {
    const { tally, lines } = await outcomes("drizzle", 40);
    assert.deepEqual([...tally.keys()].sort(), ["200 whole", "429 no JSON"]);
    assert.equal(lines.length, 40);
    assert.match(lines.join("\n"), /^drizzle: GET imocha - refuse 429$/m);
  });

  it("cuts answers in fog", async () => {
    const { tally } = await outcomes("fog", 60);
    assert.deepEqual([...tally.keys()].sort(), ["200 cut", "200 no JSON", "200 whole"]);
  });

  it("answers nothing but 503 in an outage", async () => {
    assert.deepEqual([...(await outcomes("outage", 5)).tally.keys()], ["503 no JSON"]);
  });

  it("is told and changed at /weather", async () => {
    const sandbox = await startSandbox();
    const at = `${sandbox.url}/weather`;
    const change = (body: string) => fetch(at, { method: "POST", body });
    assert.equal(((await (await fetch(at)).json()) as { weather: string }).weather, "calm");
    for (const body of ["storm", '{"weather":"fog"}', " outage\n"])
      assert.equal((await change(body)).status, 200);
    assert.equal((await fetch(`${sandbox.url}/v3/accounts/business-units`, { headers })).status, 503);
    const wrong = await change("sunshine");
    assert.equal(wrong.status, 400);
    assert.match(await wrong.text(), /choose one of calm, drizzle, fog, frost, storm, outage/);
    await sandbox.close();
  });
});
