import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import type { Question } from "./answer.ts";
import { providerAt } from "./providers/list.ts";
import { answering } from "./routes.ts";
import { send, sendPreflight } from "./send.ts";
import { textOf } from "./weather/body.ts";
import type { ClimateName } from "./weather/climate.mjs";
import { weatherOf } from "./weather/weather.ts";

/** A request as it arrived. */
export interface RecordedRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  /** Settles, never rejects: once the whole answer is sent, or the connection has ended before that. */
  settled: Promise<"answered" | "cut">;
}

/** The address to listen on, and the clock by which tokens expire. */
export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The default is 127.0.0.1. */
  host?: string;
  /** Milliseconds since 1970; the default is `Date.now`. */
  now?: () => number;
  /** The default is calm. */
  weather?: ClimateName;
  /** Is called for each answer in any other weather. */
  onWeather?: (line: string) => void;
}

/** A running sandbox. */
export interface Sandbox {
  /** Its origin, to be used as `baseUrl`. */
  url: string;
  /** The last 1000 requests, the newest last. */
  requests: RecordedRequest[];
  /** Closes every connection and stops listening. */
  close(): Promise<void>;
}

const KEPT_REQUESTS = 1000;

function record(requests: RecordedRequest[], request: IncomingMessage, response: ServerResponse): void {
  const settled = new Promise<"answered" | "cut">((resolve) => {
    response.once("close", () => resolve(response.writableFinished ? "answered" : "cut"));
  });
  const { method = "", url = "", headers } = request;
  requests.push({ method, url, headers, settled });
  if (requests.length > KEPT_REQUESTS) requests.shift();
}

async function questionOf(request: IncomingMessage): Promise<Question> {
  const { method = "", url = "", headers } = request;
  return { method, path: url.split("?", 1)[0] ?? "", headers, body: await textOf(request) };
}

/**
 * Starts an upstream that imitates the API of every provider, with the accounts of the catalog. Rejects when it cannot
 * listen there.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = "127.0.0.1", now = Date.now, onWeather } = options;
  const requests: RecordedRequest[] = [];
  const answerTo = answering();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    record(requests, request, response);
    if (request.method === "OPTIONS") return sendPreflight(response);
    if (await weather.takes(request, response)) return;
    const question = await questionOf(request);
    await send(response, answerTo(question, now()), providerAt(question.path)?.headers() ?? {});
  };
  const own: RequestListener = (request, response) => {
    answer(request, response).catch(() => response.destroy());
  };
  const weather = weatherOf({ climate: options.weather ?? "calm", own, onAnswer: onWeather });
  const server = createServer(own);
  server.listen(port, host);
  await once(server, "listening");
  const close = async (): Promise<void> => {
    await weather.close();
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  };
  const listening = server.address() as AddressInfo;
  const name = listening.family === "IPv6" ? `[${listening.address}]` : listening.address;
  return { url: `http://${name}:${listening.port}`, requests, close };
}
