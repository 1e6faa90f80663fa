import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { providerAt } from "../providers/list.ts";
import { Cases } from "./cases.ts";
import { type ClimateName, spoiltBy } from "./climate.mjs";
import { control } from "./control.ts";
import { isMint } from "./good.ts";
import { type Neighbours, startNeighbours } from "./neighbours.ts";
import type { Behaviour } from "./script.ts";
import { stepsOf } from "./steps.ts";
import { perform } from "./wire.ts";

/** What makes a sandbox misbehave: the cases of tests, and the weather that all other requests have. */
export interface Weather {
  /** Takes a request that belongs to a case, asks about the weather, or is spoilt by it; else gives false. */
  takes(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

/** What a weather begins with. */
export interface WeatherOptions {
  climate: ClimateName;
  /** Answers as the sandbox does, for its twins over TLS. */
  own: RequestListener;
  /** Hears of each answer in another weather than calm. */
  onAnswer?: ((line: string) => void) | undefined;
}

const CASE = /^\/case\/([^/]+)(\/.*)$/;
const ELSEWHERE = /^\/elsewhere\/([^/]+)(\/.*)$/;

/** Makes the weather of a sandbox. It listens at further ports once a case is opened. */
export function weatherOf({ climate, own, onAnswer }: WeatherOptions): Weather {
  const cases = new Cases();
  const chance = chances();
  const sky = { climate };
  let neighbours: Promise<Neighbours> | undefined;
  const beside = () => {
    neighbours ??= startNeighbours(own, elsewhere(cases));
    return neighbours;
  };
  const takes = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = request.url?.split("?", 1)[0] ?? "";
    const [, id = "", rest = ""] = CASE.exec(path) ?? [];
    if (id !== "") return cases.answer(request, id, rest, (await beside()).elsewhere);
    if (await control({ request, response, path, cases, sky, beside })) return true;
    const provider = providerAt(path);
    if (sky.climate === "calm" || provider === undefined) return false;
    const spoiler = spoiltBy(sky.climate, chance());
    onAnswer?.(`${sky.climate}: ${request.method} ${isMint(path) ? "mint" : provider.id} - ${told(spoiler)}`);
    if (spoiler === undefined) return false;
    await perform(request.socket, stepsOf(spoiler, { path, before: 0, here: "", elsewhere: "" }));
    return true;
  };
  return { takes, close: async () => (await neighbours)?.close() };
}

function elsewhere(cases: Cases): RequestListener {
  return async (request, response) => {
    const [, id = "", path = ""] = ELSEWHERE.exec(request.url ?? "") ?? [];
    if (request.method === "OPTIONS") {
      const allowed = {
        "access-control-allow-origin": "*",
        "access-control-allow-headers": "authorization, x-api-key",
      };
      response.writeHead(204, allowed).end();
    } else if (!(await cases.answerElsewhere(request, id, path))) response.writeHead(404).end();
  };
}

function told(behaviour: Behaviour | undefined): string {
  if (behaviour === undefined) return "answered";
  const details = Object.entries(behaviour).filter(([key]) => key !== "does" && key !== "headers");
  return [behaviour.does, ...details.map(([, value]) => value)].join(" ");
}

// The same sequence each time, so that what was seen once can be seen again (mulberry32).
function chances(): () => number {
  let state = 7;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
