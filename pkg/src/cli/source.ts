import type { Invocation } from "./command.js";
import { Failure } from "./failure.js";
import { bytesOf } from "./input.js";
import { type Listing, listingOf } from "./listing.js";
import { nearest } from "./nearest.js";
import { rowsOf } from "./rows.js";
import { fetchFromService, SERVICE_NAMES } from "./service.js";
import { readFromWorker } from "./worker.js";

/** Reads the listing that a SOURCE names. */
export async function readSource(source: string, invocation: Invocation): Promise<Listing> {
  const remote = readRemote(source, invocation);
  if (remote !== undefined) return await remote;
  const bytes = await bytesNamed(source, invocation.signal);
  return await listingOf(bytes, invocation.options, await knownIds(invocation));
}

/** Returns the ids of the listing that `--repair-from` names. */
async function knownIds(invocation: Invocation): Promise<string[] | undefined> {
  const { options, signal } = invocation;
  const other = options.text("repair-from");
  if (other === undefined) return undefined;
  const remote = readRemote(other, invocation);
  const { tree } = await (remote ?? listingOf(await bytesNamed(other, signal), options));
  return [...rowsOf(tree)].flatMap((records) => records.map(({ id }) => id));
}

/** Reads the listing of a service or a worker; returns nothing for a file. */
export function readRemote(source: string, invocation: Invocation): Promise<Listing> | undefined {
  if (/^https?:/i.test(source)) return readFromWorker(source, invocation);
  return fetchFromService(source, invocation);
}

async function bytesNamed(source: string, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await bytesOf(source, signal);
  } catch (thrown) {
    const hint = hintFor(source);
    const isMissing = thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
    throw isMissing && hint ? new Failure("ENOENT", `There is no file ${source}.`, { hint }) : thrown;
  }
}

/** Returns a hint for the mistyped name of a service. */
function hintFor(source: string): string | undefined {
  const [name = "", ...account] = source.split(":");
  const service = nearest(name, SERVICE_NAMES);
  return service && `Did you mean ${[service, ...account].join(":")}?`;
}
