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

/** Makes a sandbox misbehave: in the cases of tests, and for all other requests by the weather. */
export interface Weather {
  /** Takes a request that belongs to a case, is about the weather, or is spoilt by it; otherwise returns false. */
  takes(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  close(): Promise<void>;
}

/** The options of a weather. */
export interface WeatherOptions {
  climate: ClimateName;
  /** Answers as the sandbox does, for its copies over TLS. */
  own: RequestListener;
  /** Is called for each answer in another weather than calm. */
  onAnswer?: ((line: string) => void) | undefined;
}

const CASE = /^\/case\/([^/]+)(\/.*)$/;
const ELSEWHERE = /^\/elsewhere\/([^/]+)(\/.*)$/;

/** Makes the weather of a sandbox. It listens at further ports once a case is opened. */
export function weatherOf({ climate, own, onAnswer }: WeatherOptions): Weather {
  const cases = new Cases();
  const chance = chances();
  const current = { climate };
  let started: Promise<Neighbours> | undefined;
  const neighbours = () => {
    started ??= startNeighbours(own, elsewhere(cases));
    return started;
  };
  const takes = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = request.url?.split("?", 1)[0] ?? "";
    const [, id = "", rest = ""] = CASE.exec(path) ?? [];
    if (id !== "") return cases.answer(request, id, rest, (await neighbours()).elsewhere);
    if (await control({ request, response, path, cases, current, neighbours })) return true;
    const provider = providerAt(path);
    if (current.climate === "calm" || provider === undefined) return false;
    const spoiler = spoiltBy(current.climate, chance());
    onAnswer?.(
      `${current.climate}: ${request.method} ${isMint(path) ? "mint" : provider.id} - ${describe(spoiler)}`,
    );
    if (spoiler === undefined) return false;
    await perform(request.socket, stepsOf(spoiler, { path, before: 0, here: "", elsewhere: "" }));
    return true;
  };
  return { takes, close: async () => (await started)?.close() };
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

function describe(behaviour: Behaviour | undefined): string {
  if (behaviour === undefined) return "answered";
  const details = Object.entries(behaviour).filter(([key]) => key !== "does" && key !== "headers");
  return [behaviour.does, ...details.map(([, value]) => value)].join(" ");
}

// The same sequence each time, so that a failure can be reproduced (mulberry32).
function chances(): () => number {
  let state = 7;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
