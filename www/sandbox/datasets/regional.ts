import { AUTODESK_ACCOUNTS } from "../../catalog/autodesk.ts";
import { uuid } from "./deterministic.ts";
import { type AutodeskRow, autodeskListing } from "./listing.ts";

const SENT = "2023-02-14T16:40:00.000Z";

/** A company of three offices with two teams each. */
function* company(accountId: string, seed: number, offices: readonly string[]): Generator<AutodeskRow> {
  const rowOf = (place: number, name: string, above: { id: string | null; name: string } | undefined) => ({
    id: uuid(seed, place),
    account_id: accountId,
    parent_id: above?.id ?? null,
    name,
    path: above?.name ?? null,
    description: "",
    created_at: SENT,
    updated_at: SENT,
  });
  for (const [nth, name] of offices.entries()) {
    const office = rowOf(nth * 3, name, undefined);
    yield office;
    yield rowOf(nth * 3 + 1, "Site Operations", office);
    yield rowOf(nth * 3 + 2, "Estimating", office);
  }
}

/** The account that lives in Europe. */
export const emeaListing = (): Iterable<string> =>
  autodeskListing(company(AUTODESK_ACCOUNTS.emea.accountId, 47, ["Bergen", "Ålesund", "Bodø"]));

/** The account that lives in Australia. */
export const australianListing = (): Iterable<string> =>
  autodeskListing(company(AUTODESK_ACCOUNTS.australia.accountId, 61, ["Perth", "Hobart", "Alice Springs"]));
