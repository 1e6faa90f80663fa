import { type Chunks, chunkBytes } from "./chunks.js";
import { BusinessUnitsError, optionError } from "./errors.js";
import type { CoreReader } from "./glue.js";
import type { Module } from "./module.js";
import { ownOptions, READ } from "./options.js";
import { assertAnnounced, assertOk, bodyOf, type ReadSource } from "./response.js";
import { signalOf } from "./signal.js";
import type { ReadOptions } from "./types.js";
import { UnitTree } from "./unit-tree.js";
import { untilAborted } from "./until-aborted.js";

/** Implements `readTree` for the entry that owns this module. */
export async function read(module: Module, source: ReadSource, options: ReadOptions): Promise<UnitTree> {
  const own = ownOptions(options, READ);
  if (own.onProgress !== undefined && typeof own.onProgress !== "function") {
    throw optionError("onProgress must be a function.");
  }
  const signal = signalOf(own);
  const body = bodyOf(source);
  try {
    await untilAborted(module.init(), signal);
    assertOk(module, source);
    assertAnnounced(source, own.maxBytes);
    return await treeOf(module, chunksUntil(body, signal), own);
  } catch (thrown) {
    body?.cancel(thrown);
    throw thrown;
  } finally {
    body?.release();
  }
}

// Yields now and then, so that a stream that is always ready cannot starve timers, the signal's among them.
const CHUNKS_BETWEEN_YIELDS = 256;
const yieldToEventLoop = () => new Promise((resolve) => setTimeout(resolve));

async function treeOf(
  module: Module,
  chunks: AsyncIterable<unknown>,
  options: ReadOptions,
): Promise<UnitTree> {
  const reader = module.translated(() => new module.glue.TreeReader(options));
  try {
    for await (const chunk of chunks) {
      const bytes = await chunkBytes(chunk);
      module.translated(() => reader.push(bytes));
      emitProgress(reader, options);
    }
  } catch (thrown) {
    reader.free();
    throw thrown;
  }
  return UnitTree.over(
    module,
    module.translated(() => reader.finish()),
  );
}

async function* chunksUntil(
  body: Chunks | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<unknown, void, undefined> {
  for (let taken = 1; body; taken++) {
    const { done, value } = await untilAborted(body.next().catch(rejectStream), signal);
    if (done) return;
    yield value;
    if (taken % CHUNKS_BETWEEN_YIELDS === 0) await yieldToEventLoop();
  }
}

function emitProgress({ bytes, units }: CoreReader, { onProgress }: ReadOptions): void {
  // A listener that throws, or whose promise rejects, must not fail the read.
  new Promise((resolve) => resolve(onProgress?.({ bytes, units }))).catch(() => undefined);
}

function rejectStream(cause: unknown): never {
  const error = new BusinessUnitsError("ERR_NETWORK", "The stream failed before the listing was complete.");
  throw Object.defineProperty(error, "cause", { value: cause });
}
