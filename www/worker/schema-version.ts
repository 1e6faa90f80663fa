/** Changes with the members of the listing document: a document of another version is not served. */
export const SCHEMA_VERSION = "1";
