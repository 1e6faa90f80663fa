// @ts-check

/**
 * The ceilings of what everybody pays: the download and the code to read. They stand here and nowhere else;
 * `npm run size` and tests/js/size.test.ts compare with them. A change that raises one says in CHANGELOG.md what
 * callers get for it.
 */

/**
 * What a page may download for an entry of the package, in bytes: the module and its JavaScript together (gzip), and
 * the module alone (gzip and brotli).
 * @typedef {{ both: number, module: number, brotli: number }} Ceilings
 */

/** @type {Readonly<Record<import("./download.mjs").Entry, Ceilings>>} */
export const downloads = {
  "business-units": { both: 144_000, module: 132_000, brotli: 110_000 },
  "business-units/tree": { both: 94_000, module: 85_000, brotli: 72_000 },
};

/** The entry that reads tables, with its parser, bundled: bytes of gzip. */
export const tableReader = 14_000;

/** Lines of Rust that read listings, as `lines.mjs` counts them. */
export const readerLines = 4_100;
