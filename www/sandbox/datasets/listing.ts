/** One unit in Autodesk's wire form. */
export interface AutodeskRow {
  id: string | null;
  account_id: string;
  parent_id: string | null;
  name: string;
  path: string | null;
  description: string | null;
  created_at: string | null;
  updated_at: string | null;
}

/** One unit in iMocha's wire form; `id` is the JSON text of a number, which may not fit a float. */
export interface ImochaRow {
  id: string;
  name: string;
  createdOn: string;
}

const ROWS_PER_CHUNK = 128;

function* inChunks(opening: string, rows: Iterable<string>, ending: string): Generator<string> {
  let chunk = opening;
  let written = 0;
  for (const row of rows) {
    chunk += written === 0 ? row : `,${row}`;
    written += 1;
    if (written % ROWS_PER_CHUNK === 0) {
      yield chunk;
      chunk = "";
    }
  }
  yield chunk + ending;
}

function* mapped<In, Out>(items: Iterable<In>, change: (item: In) => Out): Generator<Out> {
  for (const item of items) yield change(item);
}

/** Autodesk's listing in chunks of 128 units. */
export function autodeskListing(rows: Iterable<AutodeskRow>): Iterable<string> {
  return inChunks('{"business_units":[', mapped(rows, JSON.stringify), "]}");
}

const imochaText = (row: ImochaRow): string =>
  `{"businessUnitId":${row.id},"businessUnitName":${JSON.stringify(row.name)},"createdOn":${JSON.stringify(row.createdOn)}}`;

/** iMocha's listing, with the `count` that it claims. */
export function imochaListing(rows: Iterable<ImochaRow>, count: number): Iterable<string> {
  return inChunks('{"businessUnits":[', mapped(rows, imochaText), `],"count":${count}}`);
}
