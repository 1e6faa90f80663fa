import { COMMON, ENVIRONMENT, EXIT_CODES, SOURCE, TABLE } from "./parts.js";

/** The page of `business-units check`. */
export const CHECK_PAGE = `business-units check - say what is wrong in a listing, and what to do

Examples
  business-units check admin_business_units.csv
  business-units check units.json --fail-on info
  business-units check imocha --json | jq -r '.findings[].kind'
  business-units check units.csv --exit-zero

Usage
  business-units check SOURCE [--fail-on error|info|never] [--as text|json]

Prints a line for each problem: the source, how severe it is, its kind, the unit, what is
wrong, and what to do. A listing without problems prints nothing but a summary on the
standard error.

Options
  --fail-on LEVEL  exit with 1 for errors (error, the default), for all problems (info),
                   or for none (never)
  --exit-zero      the same as --fail-on never
  --as FORMAT      text, json (default: text)
${COMMON}
${TABLE}
${SOURCE}
${ENVIRONMENT}
Exit codes
  0 nothing wrong, 1 something is, 2 wrong arguments or unreadable input,
${EXIT_CODES}`;
