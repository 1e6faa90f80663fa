import type { JWK } from "jose";
import { Problem } from "../problem.ts";
import { EMPTY, isKnown, isUsable, type KeyCache, nextStep, RETRY_MS } from "./key-cache.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;
type WaitUntil = (work: Promise<unknown>) => void;

const ANSWER_MS = 3_000;
const LARGEST_BYTES = 256 * 1024;

/** The public keys of an Access team: fetched when needed, and cached for all requests as plain data. */
export class AccessKeys {
  readonly #url: string;
  readonly #fetch: Fetch;
  #cache: KeyCache = EMPTY;
  #flight: Promise<void> | undefined;

  constructor(team: string, via: Fetch = (url, init) => fetch(url, init)) {
    this.#url = `https://${team}.cloudflareaccess.com/cdn-cgi/access/certs`;
    this.#fetch = via;
  }

  /** Returns the keys that may include `kid`; throws ACCESS_UNAVAILABLE when the cached ones are too old. */
  async for(kid: string, now: number, waitUntil: WaitUntil): Promise<readonly JWK[]> {
    const step = nextStep(this.#cache, kid, now);
    if (step !== "use") waitUntil(this.#refresh(now));
    // A caller with an unknown key id waits for the fetch under way, also for another request's.
    if (step === "refresh first" || !isKnown(this.#cache, kid, now)) await this.#landing();
    if (isUsable(this.#cache, now)) return this.#cache.keys;
    throw unavailable();
  }

  #refresh(now: number): Promise<void> {
    this.#cache = { ...this.#cache, triedAt: now };
    const flight = this.#load(now).finally(() => this.#land(flight));
    this.#flight = flight;
    return flight;
  }

  async #load(now: number): Promise<void> {
    try {
      const init = { redirect: "manual", signal: AbortSignal.timeout(ANSWER_MS) } as const;
      const keys = keysIn(await textOf(await this.#fetch(this.#url, init)));
      this.#cache = { ...this.#cache, keys, fetchedAt: now };
    } catch {
      // The cached keys stay valid until they are too old; then every request is refused.
    }
  }

  // Each caller has a timer of its own: in workerd the promise of a request that has ended never settles.
  async #landing(): Promise<void> {
    const flight = this.#flight;
    if (!flight) return;
    const { promise: late, end } = timer(ANSWER_MS + 500);
    await Promise.race([flight, late]);
    end();
    this.#land(flight);
  }

  #land(flight: Promise<void>): void {
    if (this.#flight === flight) this.#flight = undefined;
  }
}

function timer(ms: number): { promise: Promise<void>; end(): void } {
  let end = () => {};
  const promise = new Promise<void>((resolve) => {
    const id = setTimeout(resolve, ms);
    end = () => clearTimeout(id);
  });
  return { promise, end: () => end() };
}

function unavailable(): Problem {
  const headers = { "retry-after": String(RETRY_MS / 1_000) };
  const detail = "The public keys of Cloudflare Access could not be fetched, so no caller can be identified.";
  return new Problem("ACCESS_UNAVAILABLE", detail, { headers, members: { retryAfterMs: RETRY_MS } });
}

async function textOf(answer: Response): Promise<string> {
  if (answer.status !== 200 || !answer.body) throw new Error("no keys");
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > LARGEST_BYTES) throw new Error("too large for a list of keys");
  }
  return text + decoder.decode();
}

// An allow-list: only the members that verification needs.
function keysIn(text: string): JWK[] {
  const { keys } = JSON.parse(text) as { keys?: unknown };
  const listed = Array.isArray(keys) ? (keys as (JWK | null)[]) : [];
  const usable = listed.flatMap((key) => {
    const { kty, kid, n, e, alg = "RS256", use = "sig" } = key ?? {};
    const texts = [kid, n, e].every((value) => typeof value === "string");
    return texts && kty === "RSA" ? [{ kty, kid, n, e, alg, use } as JWK] : [];
  });
  if (usable.length === 0) throw new Error("no keys");
  return usable;
}
