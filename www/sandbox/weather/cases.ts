import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { textOf } from "./body.ts";
import { type CaseRequest, isMint } from "./good.ts";
import type { Behaviour, Report, Script, Seen } from "./script.ts";
import { stepsOf } from "./steps.ts";
import { perform } from "./wire.ts";

interface Case {
  script: Script;
  openedAt: number;
  report: Report;
  /** One for each request: settles when its connection has ended. */
  endings: Promise<void>[];
}

const KEPT_CASES = 4000;
const ANSWER: Behaviour = { does: "answer" };

/** The open cases, each with its script and its report. */
export class Cases {
  readonly #open = new Map<string, Case>();

  /** Opens a case, and forgets the oldest of too many. */
  open(script: Script): string {
    const id = randomUUID().slice(0, 8);
    const report: Report = { listing: [], mint: [], elsewhere: [] };
    this.#open.set(id, { script, openedAt: performance.now(), report, endings: [] });
    const [oldest] = this.#open.keys();
    if (this.#open.size > KEPT_CASES && oldest !== undefined) this.#open.delete(oldest);
    return id;
  }

  /** Returns the report of a case; waits up to `waitMs` for open connections. */
  async report(id: string, waitMs: number): Promise<Report | undefined> {
    const found = this.#open.get(id);
    if (found === undefined) return undefined;
    await Promise.race([Promise.all(found.endings), new Promise((resolve) => setTimeout(resolve, waitMs))]);
    return found.report;
  }

  /** Answers a request of a case as its script says; false when there is no such case. */
  async answer(request: IncomingMessage, id: string, path: string, elsewhere: string): Promise<boolean> {
    const found = this.#open.get(id);
    if (found === undefined) return false;
    const kind = isMint(path) ? "mint" : "listing";
    const before = found.report[kind].length;
    const here = `${"encrypted" in request.socket ? "https" : "http"}://${request.headers.host}/case/${id}`;
    const asked = { path, before, here, elsewhere: `${elsewhere}/elsewhere/${id}` };
    await this.#play(
      found,
      found.report[kind],
      request,
      asked,
      behaviourFor(found.script, kind, request, before),
    );
    return true;
  }

  /** Records a request to the other host, and answers it as documented. */
  async answerElsewhere(request: IncomingMessage, id: string, path: string): Promise<boolean> {
    const found = this.#open.get(id);
    if (found === undefined) return false;
    const asked = { path, before: 0, here: "", elsewhere: "" };
    await this.#play(found, found.report.elsewhere, request, asked, ANSWER);
    return true;
  }

  async #play(
    { openedAt, endings }: Case,
    list: Seen[],
    request: IncomingMessage,
    asked: CaseRequest,
    behaviour: Behaviour,
  ): Promise<void> {
    const { socket, method = "", headers } = request;
    const startBytes = socket.bytesWritten;
    const seen: Seen = { method, path: asked.path, headers, body: "", atMs: since(openedAt), sentBytes: 0 };
    list.push(seen);
    const playing = (async () => {
      seen.body = await textOf(request);
      const by = await perform(socket, stepsOf(behaviour, asked));
      seen.sentBytes = socket.bytesWritten - startBytes;
      seen.ended = { by, atMs: since(openedAt) };
    })();
    endings.push(playing.catch(() => undefined));
    await playing;
  }
}

function since(openedAt: number): number {
  return Math.round(performance.now() - openedAt);
}

const REVOKED: Behaviour = { does: "refuse", status: 401 };

function behaviourFor(
  { listing, mint, revoked = [] }: Script,
  kind: "listing" | "mint",
  request: IncomingMessage,
  before: number,
): Behaviour {
  const bearer = /^Bearer (.*)$/.exec(request.headers.authorization ?? "")?.[1];
  if (kind === "listing" && bearer !== undefined && revoked.includes(bearer)) return REVOKED;
  const script = (kind === "mint" ? mint : listing) ?? [];
  return script[Math.min(before, script.length - 1)] ?? ANSWER;
}
