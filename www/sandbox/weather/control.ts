import type { IncomingMessage, ServerResponse } from "node:http";
import { textOf } from "./body.ts";
import type { Cases } from "./cases.ts";
import { type ClimateName, climateNames, climates, isClimate } from "./climate.mjs";
import type { Neighbours } from "./neighbours.ts";
import type { Opened, Script } from "./script.ts";

/** A request that may be about the weather, with the state that it may read and change. */
export interface Control {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  cases: Cases;
  current: { climate: ClimateName };
  neighbours: () => Promise<Neighbours>;
}

// The connection is closed, so that no request of a case comes over a kept one.
const HEADERS = {
  "content-type": "application/json",
  "access-control-allow-origin": "*",
  connection: "close",
};

const LONGEST_WAIT_MS = 30_000;

/** Answers `POST /cases`, `GET /cases/<id>`, `GET /weather` and `POST /weather`; any other address gives false. */
export async function control(asked: Control): Promise<boolean> {
  const { request, path } = asked;
  const id = /^\/cases\/([^/]+)$/.exec(path)?.[1];
  if (path === "/cases" && request.method === "POST") return openCase(asked);
  if (id !== undefined && request.method === "GET") return sendReport(asked, id);
  if (path !== "/weather") return false;
  return request.method === "POST" ? changeWeather(asked) : sendWeather(asked);
}

async function openCase({ request, response, cases, neighbours }: Control): Promise<boolean> {
  const script: Script = JSON.parse(await textOf(request));
  const id = cases.open(script);
  const { trusted, untrusted } = await neighbours();
  const at = (origin: string) => `${origin}/case/${id}`;
  const opened: Opened = {
    id,
    baseUrl: at(`http://${request.headers.host}`),
    trustedUrl: at(trusted),
    untrustedUrl: at(untrusted),
  };
  return send(response, 201, opened);
}

async function sendReport({ request, response, cases }: Control, id: string): Promise<boolean> {
  const waitMs = Number(new URL(request.url ?? "", "http://sandbox").searchParams.get("waitMs"));
  const report = await cases.report(id, Math.min(waitMs || 0, LONGEST_WAIT_MS));
  return report === undefined
    ? send(response, 404, { message: "no such case" })
    : send(response, 200, report);
}

function sendWeather({ response, current }: Control): boolean {
  const choices = Object.entries(climates).map(([name, { about }]) => [name, about]);
  return send(response, 200, { weather: current.climate, choices: Object.fromEntries(choices) });
}

async function changeWeather(asked: Control): Promise<boolean> {
  const name = nameIn(await textOf(asked.request));
  if (!isClimate(name)) return send(asked.response, 400, { message: `choose one of ${climateNames}` });
  asked.current.climate = name;
  return sendWeather(asked);
}

/** Of `storm` as of `{"weather":"storm"}`. */
function nameIn(text: string): string {
  return /^\s*(?:\{\s*"weather"\s*:\s*)?"?([a-z]*)"?\s*\}?\s*$/.exec(text)?.[1] ?? "";
}

function send(response: ServerResponse, status: number, value: unknown): true {
  response.writeHead(status, HEADERS).end(JSON.stringify(value));
  return true;
}
