// @ts-check
// What may stand in API_KEYS: for the worker that reads it, and for `npm run key`, which writes an entry before anything
// is installed.

/** What a caller is called. A key in the place of a name would be shown to the world: names are in logs. */
export const NAME = /^(?!bu_)[A-Za-z0-9._-]{1,64}$/;

/** What a caller may read. */
export const GRANT =
  /^(?:\*|autodesk:(?:\*|(?:b\.)?[A-Za-z0-9-]{1,64})|imocha(?::(?:\*|[A-Za-z0-9_-]{1,64}))?)$/;

/** How that is written, for the sentences that refuse one. */
export const GRANT_FORMS = '"*", "autodesk:*", "autodesk:<account id>" or "imocha"';
