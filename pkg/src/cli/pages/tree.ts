import { COMMON, ENVIRONMENT, EXIT_CODES, SOURCE, TABLE } from "./parts.js";

/** The page of `business-units tree`. */
export const TREE_PAGE = `business-units tree - print a listing as a tree

Examples
  business-units tree admin_business_units.csv
  business-units tree units.json --depth 2 --ids
  business-units tree autodesk:e3d5ef8d-5c37-4b9d-925d-1e6d24753ace@EMEA
  curl -s https://example.com/units.json | business-units tree -
  business-units tree units.csv --as ndjson | jq -r 'select(.depth == 0).name'

Usage
  business-units tree SOURCE [--depth N] [--ids] [--as FORMAT]

A unit that has a problem is marked: "! MissingParent". "? PathMismatch" marks what
is information only. business-units check says what they mean and what to do.

Options
  --depth N        draw the first N levels only; 1 draws the top-level units
  --ids            write each unit's id after its name
  --as FORMAT      text (the default), json, ndjson, nested, csv, csv-levels, md,
                   mermaid, dot, drawio, svg, snapshot
${COMMON}
${TABLE}
${SOURCE}
${ENVIRONMENT}
Exit codes
  0 printed, 2 wrong arguments or unreadable input,
${EXIT_CODES}`;
