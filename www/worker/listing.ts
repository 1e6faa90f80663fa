import type { CallOptions, UnitTree } from "business-units";
import type { Context } from "hono";
import { answerOf } from "./cache/answer.ts";
import { cacheApi } from "./cache/cache-api.ts";
import { failureOf } from "./cache/failure.ts";
import { isolate } from "./cache/isolate.ts";
import { generationOf, keyOf } from "./cache/key.ts";
import { keyValue } from "./cache/kv.ts";
import { type Reading, read } from "./cache/read.ts";
import type { Store } from "./cache/stores.ts";
import { windowsOf } from "./cache/windows.ts";
import { callOf } from "./call.ts";
import { encoded, SCHEMA } from "./document.ts";
import type { App, Env } from "./env.ts";
import { guarded } from "./guard/guarded.ts";
import { guardsOf, perMinuteOf } from "./guard/registry.ts";
import { problemOf } from "./problem.ts";
import { shownBy } from "./shown.ts";

/** What a call takes from the worker. */
export type Call = Required<Pick<CallOptions, "signal" | "waitUntil" | "maxAttempts" | "onAttempt">>;

/** A listing of one of the services. */
export interface Source {
  provider: "autodesk" | "imocha";
  /** One spelling an account: what differs here is kept apart. */
  accountId: string;
  region: string | undefined;
  access: { credential: readonly string[]; baseUrl?: string };
  tree(call: Call): Promise<UnitTree>;
}

/** The answer that holds a whole tree, from which `buildTree` makes the same tree again. */
export async function listing(c: Context<App>, source: Source): Promise<Response> {
  const served = await read(await readingOf(c, source));
  const ifNoneMatch = c.req.header("if-none-match");
  return answerOf(served, { method: c.req.method, ifNoneMatch, now: Date.now() });
}

async function readingOf(c: Context<App>, source: Source): Promise<Reading> {
  const { provider, accountId, region, access } = source;
  const shown = shownBy(c.req.raw.headers);
  const env = access.baseUrl ?? "live";
  const generation = await generationOf(access.credential);
  const tenant = c.get("principal").tenant;
  const named = { env, tenant, provider, region, accountId, generation, schema: SCHEMA };
  return {
    ...callOf(c),
    key: await keyOf(named, c.env),
    windows: windowsOf(c.env),
    isolate,
    stores: storesOf(c.env),
    now: Date.now,
    random: Math.random,
    ask: asking(source, `${provider}|${env}|${generation}`, c.env),
    failureOf: (thrown) => failureOf(problemOf(thrown, c.env, shown), Date.now()),
  };
}

function storesOf(env: Env): Store[] {
  const near = cacheApi(env);
  return env.LISTINGS ? [near, keyValue(env.LISTINGS, { now: Date.now, wroteAt: isolate.wroteAt })] : [near];
}

function asking({ region, tree }: Source, service: string, env: Env): Reading["ask"] {
  const perMinute = perMinuteOf(env);
  return (caller) =>
    guarded({
      guards: guardsOf(service),
      perMinute,
      signal: caller.signal,
      now: Date.now,
      random: Math.random,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      call: async (limits) => encoded(await tree({ ...caller, ...limits }), region ?? null),
    });
}
