import { after } from "node:test";

/** What the worker has asked of the network in this file of tests; no request leaves the process. */
export const asked: string[] = [];

const answers = new Map<string, () => Response>();
const own = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const headers = new Headers(input instanceof Request ? input.headers : init?.headers);
  asked.push([url, ...[...headers].map(([name, value]) => `${name}: ${value}`)].join("\n"));
  const [start] = [...answers.keys()]
    .filter((start) => url.startsWith(start))
    .sort((a, b) => b.length - a.length);
  const answer = answers.get(start ?? "");
  if (!answer) throw new TypeError(`nobody answers at ${url}`);
  return answer();
};
after(() => {
  globalThis.fetch = own;
});

/** Answers whatever begins with this address, and with no longer one that is answered. */
export function answering(start: string, answer: () => Response): void {
  answers.set(start, answer);
}

/** Both services, with an empty listing for whoever asks. */
export function bothServices(): void {
  const token = { access_token: "minted-token-canary-4", token_type: "Bearer", expires_in: 3_599 };
  answering("https://developer.api.autodesk.com/authentication/", () => Response.json(token));
  answering("https://developer.api.autodesk.com/", () => Response.json({ business_units: [] }));
  answering("https://apiv3.imocha.io/", () => Response.json({ businessUnits: [], count: 0 }));
}
