import { CHECK_PAGE } from "./check.js";
import { EXPORT_PAGE } from "./export.js";
import { FETCH_PAGE } from "./fetch.js";
import { OVERVIEW } from "./overview.js";
import { TREE_PAGE } from "./tree.js";

/** What `--help` prints: by the name of a command, and under no name the page of the program itself. */
export const PAGES: Readonly<Record<string, string>> = {
  "": OVERVIEW,
  tree: TREE_PAGE,
  check: CHECK_PAGE,
  export: EXPORT_PAGE,
  fetch: FETCH_PAGE,
};
