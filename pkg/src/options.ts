import { optionError } from "./errors.js";
import type {
  AutodeskOptions,
  AutodeskTokenOptions,
  ImochaOptions,
  ReadOptions,
  TokenContext,
  TreeOptions,
} from "./types.js";

type Names<Options> = Record<keyof Options, true>;

/** Whose options they are. */
type Kind = "autodesk" | "imocha" | "token" | "context" | "tree" | "read";

const CALL = {
  signal: true,
  attemptTimeoutMs: true,
  stallTimeoutMs: true,
  deadlineMs: true,
  maxAttempts: true,
  maxBytes: true,
  baseUrl: true,
  fetch: true,
  onAttempt: true,
  onProgress: true,
  waitUntil: true,
} as const;

const TREE = { provider: true, accountId: true, maxBytes: true, maxUnits: true } as const;

/** Every option there is: the compiler misses the name that is missing. */
const NAMES: Record<Kind, object> = {
  autodesk: {
    ...CALL,
    accountId: true,
    token: true,
    region: true,
    legacyEuPath: true,
  } satisfies Names<AutodeskOptions>,
  imocha: { ...CALL, apiKey: true } satisfies Names<ImochaOptions>,
  token: {
    clientId: true,
    clientSecret: true,
    scopes: true,
    auth: true,
    baseUrl: true,
    fetch: true,
    waitUntil: true,
  } satisfies Names<AutodeskTokenOptions>,
  context: { signal: true, rejected: true, waitUntil: true } satisfies Names<TokenContext>,
  tree: TREE satisfies Names<TreeOptions>,
  read: { ...TREE, signal: true, onProgress: true } satisfies Names<ReadOptions>,
};

/**
 * The options that are known, each read once, wherever the object has them from: of its own, from a class, by a getter.
 * What the caller does with the object afterwards is not for the call.
 */
export function ownOptions<Options extends object>(options: Options, of: Kind): Options {
  if (typeof options !== "object" || options === null) throw optionError("The options must be an object.");
  const read = (name: string) => [name, fieldOf(options, name)] as const;
  const given = Object.keys(NAMES[of]).map(read);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as Options;
}

function fieldOf(options: object, name: string): unknown {
  try {
    return Reflect.get(options, name);
  } catch {
    throw optionError(`${name} threw when it was read.`);
  }
}
