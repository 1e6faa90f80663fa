import { TreeReader } from "../wasm/business_units.js";
import { signalOf, untilAborted } from "./abort.js";
import { BusinessUnitsError, optionError, translated } from "./errors.js";
import { init } from "./load.js";
import { ownOptions, READ } from "./options.js";
import { assertOk, bodyOf } from "./response.js";
import { UnitTree } from "./tree.js";
import type { ReadOptions } from "./types.js";
import { isBytes, ownView } from "./view.js";

/**
 * Builds the tree of a listing while it arrives: from a stream of bytes, or from an answer that you fetched yourself.
 * Holds what it keeps of the units, never the whole text. Time and memory grow with the listing; between chunks the rest
 * of the program runs.
 *
 * @param source Read to its end, or cancelled when the listing turns out wrong or `signal` aborts.
 * @returns A tree in the module's memory: `free()` it, or declare it with `using`.
 * @throws Never at once: the promise rejects as `buildTree` throws; with the code of its status for an answer that is
 * not ok, `ERR_NETWORK` when the stream fails, `ERR_OPTION` when it is in use already; or, when `signal` aborts, with
 * `signal.reason` itself.
 *
 * @example
 * ```ts
 * import { readTree } from "business-units";
 *
 * const body = new Blob(['{"businessUnits":[{"businessUnitId":1}],"count":1}']).stream();
 * using tree = await readTree(body, { onProgress: ({ bytes, units }) => console.log(bytes, units) });
 * // 50 1
 * console.log(tree.get("1")?.row); // 0
 * ```
 */
export async function readTree(
  source: ReadableStream<Uint8Array> | Response,
  options: ReadOptions = {},
): Promise<UnitTree> {
  const own = ownOptions(options, READ);
  if (own.onProgress !== undefined && typeof own.onProgress !== "function") {
    throw optionError("onProgress must be a function.");
  }
  const signal = signalOf(own);
  const stream = bodyOf(source)?.getReader();
  try {
    await untilAborted(init(), signal);
    assertOk(source);
    return await read(chunksOf(stream, signal), own);
  } catch (thrown) {
    stream?.cancel(thrown).catch(() => undefined);
    throw thrown;
  } finally {
    stream?.releaseLock();
  }
}

// A stream that always has more at once would keep every timer waiting, that of the signal among them.
const BREATH_CHUNKS = 256;
const breath = () => new Promise((resolve) => setTimeout(resolve));

async function read(chunks: AsyncIterable<unknown>, options: ReadOptions): Promise<UnitTree> {
  const reader = translated(() => new TreeReader(options));
  try {
    for await (const chunk of chunks) {
      push(reader, chunk);
      tell(reader, options);
    }
  } catch (thrown) {
    reader.free();
    throw thrown;
  }
  return UnitTree.over(translated(() => reader.finish()));
}

async function* chunksOf(
  stream: ReadableStreamDefaultReader<unknown> | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown, void, undefined> {
  for (let taken = 1; stream; taken++) {
    const { done, value } = await untilAborted(stream.read().catch(rejectStream), signal);
    if (done) return;
    yield value;
    if (taken % BREATH_CHUNKS === 0) await breath();
  }
}

function push(reader: TreeReader, chunk: unknown): void {
  if (!isBytes(chunk)) throw optionError("The stream must give Uint8Arrays.");
  const bytes = ownView(chunk);
  translated(() => reader.push(bytes));
}

function tell({ bytes, units }: TreeReader, { onProgress }: ReadOptions): void {
  // A listener's failure is not the listing's, at once or later.
  new Promise((resolve) => resolve(onProgress?.({ bytes, units }))).catch(() => undefined);
}

function rejectStream(cause: unknown): never {
  const error = new BusinessUnitsError("ERR_NETWORK", "The stream failed before the listing was complete.");
  throw Object.defineProperty(error, "cause", { value: cause });
}
