import type { Invocation } from "./command.js";
import { Failure } from "./failure.js";
import { bytesOf } from "./input.js";
import { type Listing, listingIn, listingOf } from "./listing.js";
import { nearest } from "./nearest.js";
import { rowsOf } from "./rows.js";
import { fetchFromService, SERVICE_NAMES } from "./service.js";
import { readFromWorker } from "./worker.js";

/** Reads the listing that a SOURCE names. */
export async function readSource(source: string, invocation: Invocation): Promise<Listing> {
  const remote = readRemote(source, invocation);
  if (remote !== undefined) return await remote;
  return await readFileNamed(source, invocation, () => knownIds(invocation));
}

/** Returns the ids of the listing that `--repair-from` names. */
async function knownIds(invocation: Invocation): Promise<string[] | undefined> {
  const other = invocation.options.text("repair-from");
  if (other === undefined) return undefined;
  const { tree } = await (readRemote(other, invocation) ?? readFileNamed(other, invocation));
  return [...rowsOf(tree)].flatMap((records) => records.map(({ id }) => id));
}

/** Reads the listing of a service or a worker; returns nothing for a file. */
export function readRemote(source: string, invocation: Invocation): Promise<Listing> | undefined {
  if (/^https?:/i.test(source)) return readFromWorker(source, invocation);
  return fetchFromService(source, invocation);
}

async function readFileNamed(
  file: string,
  { options, signal }: Invocation,
  knownIds?: () => Promise<string[] | undefined>,
): Promise<Listing> {
  try {
    const listing = await listingIn(file);
    return listing ?? (await listingOf(await bytesOf(file, signal), options, await knownIds?.()));
  } catch (thrown) {
    const hint = hintFor(file);
    const isMissing = thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
    throw isMissing && hint ? new Failure("ENOENT", `There is no file ${file}.`, { hint }) : thrown;
  }
}

/** Returns a hint for the mistyped name of a service. */
function hintFor(source: string): string | undefined {
  const [name = "", ...account] = source.split(":");
  const service = nearest(name, SERVICE_NAMES);
  return service && `Did you mean ${[service, ...account].join(":")}?`;
}
