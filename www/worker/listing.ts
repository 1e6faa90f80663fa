import type { UnitTree } from "business-units";
import type { Context } from "hono";
import { cacheApi } from "./cache/cache-api.ts";
import { isolate } from "./cache/isolate.ts";
import { generationOf, keyOf } from "./cache/key.ts";
import { keyValue } from "./cache/kv.ts";
import { type Reading, read } from "./cache/read.ts";
import type { Store } from "./cache/stores.ts";
import { windowsOf } from "./cache/windows.ts";
import { callOf } from "./call.ts";
import type { App } from "./context.ts";
import type { Env } from "./env.ts";
import { failureOf } from "./failure-problem.ts";
import { guarded } from "./guard/guarded.ts";
import { guardsOf, perMinuteOf } from "./guard/registry.ts";
import { sharedTurns } from "./guard/shared-turns.ts";
import { ownTurns } from "./guard/turns.ts";
import { answerOf, refusalOf } from "./listing-answer.ts";
import { problemOf } from "./problem-answer.ts";
import type { Call } from "./providers/provider.ts";
import { secretsIn } from "./request-secrets.ts";
import { SCHEMA_VERSION } from "./schema-version.ts";
import { encoded } from "./view/document.ts";
import type { View } from "./view/view.ts";

/** The listing that a request names, and how it is fetched. */
export interface Source {
  provider: string;
  /** One spelling an account: two spellings would be cached apart. */
  accountId: string;
  region: string | undefined;
  access: { credential: readonly string[]; baseUrl: string | undefined };
  tree(call: Call): Promise<UnitTree>;
}

/** Answers with a view of a listing, from the cache or from the provider. */
export async function listing(c: Context<App>, source: Source, view: View): Promise<Response> {
  const timing = c.get("timing");
  const reading = async () => read(await readingOf(c, source));
  const served = await timing.measure("cache", reading).catch((thrown) => {
    throw refusalOf(thrown, Date.now());
  });
  return answerOf(served, view, {
    method: c.req.method,
    ifNoneMatch: c.req.header("if-none-match"),
    region: source.region ?? null,
    now: Date.now(),
    timing,
    signal: c.req.raw.signal,
  });
}

async function readingOf(c: Context<App>, source: Source): Promise<Reading> {
  const { provider, accountId, region, access } = source;
  const requestSecrets = secretsIn(c.req.raw.headers);
  const env = access.baseUrl ?? "live";
  const generation = await generationOf(access.credential);
  const tenant = c.get("principal").tenant;
  const named = { env, tenant, provider, region, accountId, generation, schema: SCHEMA_VERSION };
  return {
    ...callOf(c),
    key: await keyOf(named, c.env),
    windows: windowsOf(c.env),
    isolate,
    stores: storesOf(c.env),
    now: Date.now,
    random: Math.random,
    ask: asking(source, `${provider}|${env}|${generation}`, c),
    failureOf: (thrown) => failureOf(problemOf(thrown, c.env, requestSecrets), Date.now()),
  };
}

function storesOf(env: Env): Store[] {
  const near = cacheApi(env);
  return env.LISTINGS ? [near, keyValue(env.LISTINGS, { now: Date.now, wroteAt: isolate.wroteAt })] : [near];
}

function asking({ region, tree }: Source, service: string, c: Context<App>): Reading["ask"] {
  const perMinute = perMinuteOf(c.env);
  const guards = guardsOf(service);
  const own = ownTurns(guards.pace, Date.now);
  const waitUntil = (work: Promise<unknown>) => c.executionCtx.waitUntil(work);
  const turns = c.env.PACER ? sharedTurns(c.env.PACER, { service, own, waitUntil }) : own;
  const timing = c.get("timing");
  const guardedCall: Reading["ask"] = (caller) =>
    guarded({
      guards,
      turns,
      perMinute,
      signal: caller.signal,
      now: Date.now,
      random: Math.random,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      call: async (limits) => encoded(await tree({ ...caller, ...limits }), region ?? null),
    });
  return (caller) => timing.measure("upstream", () => guardedCall(caller));
}
