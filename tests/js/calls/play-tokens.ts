import {
  type AutodeskTokenOptions,
  autodeskToken,
  fetchAutodeskUnits,
  type TokenSource,
} from "business-units";
import type { Opened, Report } from "../../../www/sandbox/weather/script.ts";
import type { Client, TokenCase } from "./case.ts";
import { describeEnding, type Ending, endingOf, isWithin, leaks, ours } from "./ending.ts";
import { stillOpen } from "./judge.ts";
import { openCase, reportOf } from "./sandbox.ts";

const SECRET = "tokenCaseSecretNotOneAtAll";
/** Nothing here is to time out in a call for the listing. */
const TIMES = { attemptTimeoutMs: 100_000, stallTimeoutMs: 100_000, deadlineMs: 300_000 };
const ACCOUNT = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";

/** Begins a mint and forgets about it; where requests have lives of their own, in one that ends before the mint does. */
export type Forgets = (client: AutodeskTokenOptions) => Promise<void>;

/** Forgets a mint where all that runs is one program. */
export const forgets: Forgets = async (client) => {
  Promise.resolve(autodeskToken(client)({})).catch(() => undefined);
};

/** Plays a case of the token endpoint, and lists what did not hold. */
export async function playTokens(
  sandbox: string,
  row: TokenCase,
  forget: Forgets = forgets,
): Promise<string[]> {
  const opened = await openCase(sandbox, row.script);
  const options = (row.clients ?? [{}]).map((client) => optionsOf(client, opened));
  const clients = options.map(autodeskToken);
  if (row.leader === "aborts") abortMint(clients[0]);
  if (row.leader === "is forgotten" && options[0]) await forget(options[0]);
  const endings: Ending<unknown>[] = [];
  for (let round = 0; round < (row.rounds ?? 1); round++) {
    const asked = clients.flatMap((source) =>
      Array.from({ length: row.callers ?? 1 }, () => endingOf(() => ask(row, source, opened.baseUrl))),
    );
    endings.push(...(await Promise.all(asked)));
  }
  return [...judgeEndings(row, endings), ...judgeReport(row, await reportOf(sandbox, opened))];
}

function optionsOf({ id = "client", secret = SECRET, scopes }: Client, opened: Opened): AutodeskTokenOptions {
  // Tokens are kept for as long as the module lives: each case is another client.
  const clientId = `${id}-${opened.id}`;
  return { clientId, clientSecret: secret, baseUrl: opened.baseUrl, ...(scopes && { scopes }) };
}

function abortMint(source: TokenSource | undefined): void {
  const controller = new AbortController();
  Promise.resolve(source?.({ signal: controller.signal })).catch(() => undefined);
  controller.abort();
}

async function ask({ asks }: TokenCase, token: TokenSource, baseUrl: string): Promise<unknown> {
  if (asks === "token") return token({});
  const tree = await fetchAutodeskUnits({ accountId: ACCOUNT, token, baseUrl, ...TIMES });
  tree.free();
  return tree;
}

function judgeEndings({ expect }: TokenCase, endings: readonly Ending<unknown>[]): string[] {
  const failed = endings.filter((ending) => "thrown" in ending);
  const failures = failed.flatMap(({ thrown }) => leaks(thrown, [SECRET, "case-token-"]));
  const served = endings.length - failed.length;
  if (served !== expect.served)
    failures.push(
      `expected ${expect.served} served, got ${served}: ${failed[0] ? describeEnding(failed[0]) : ""}`,
    );
  const other = failed.find(({ thrown }) => ours(thrown)?.code !== expect.code);
  if (other) failures.push(`expected ${expect.code}, got ${describeEnding(other)}`);
  const asked = failed[0] && ours(failed[0].thrown)?.retryAfterMs;
  if (expect.retryAfterMs !== undefined && asked !== expect.retryAfterMs)
    failures.push(`expected retryAfterMs ${expect.retryAfterMs}, got ${asked}`);
  return failures;
}

function judgeReport({ expect }: TokenCase, { mint, listing, elsewhere }: Report): string[] {
  const failures = [];
  if (!isWithin(mint.length, expect.mints))
    failures.push(`expected ${expect.mints} mints, got ${mint.length}`);
  if (listing.length !== (expect.requests ?? listing.length))
    failures.push(`expected ${expect.requests} requests, got ${listing.length}`);
  if (elsewhere.length > 0) failures.push("a request went to the other host");
  failures.push(...stillOpen([...listing, ...mint]));
  const [first, second] = mint;
  const waited = first && second ? second.atMs - first.atMs : undefined;
  if (waited !== undefined && waited < (expect.minMintWaitMs ?? 0) - 2)
    failures.push(`it minted again after ${waited} ms, too early`);
  const sent = { authorization: first?.headers.authorization, body: first?.body };
  for (const [part, text] of Object.entries(expect.mint ?? {})) {
    const found = Reflect.get(sent, part);
    if (found !== text) failures.push(`expected ${part} ${text}, got ${found}`);
  }
  return failures;
}
