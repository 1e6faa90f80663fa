import { COMMON, ENVIRONMENT, EXIT_CODES, SOURCE, TABLE } from "./parts.js";

/** The page of `business-units export`. */
export const EXPORT_PAGE = `business-units export - write a listing in another format

Examples
  business-units export units.json --as csv -o units.csv
  business-units export autodesk:e3d5ef8d-5c37-4b9d-925d-1e6d24753ace --as csv-levels
  business-units export units.csv --as svg -o units.svg
  business-units fetch imocha | business-units export - --as ndjson

Usage
  business-units export SOURCE --as FORMAT [-o FILE]

Formats
  text        a drawn tree, as business-units tree prints it
  json        one document with all units, which every command reads again
  ndjson      a JSON document for each unit, one a line
  nested      JSON: the top-level units, each with its children
  csv         a row for each unit; lines end as RFC 4180 says
  csv-levels  a row for each unit, with a column for each level
  md          an outline in Markdown
  mermaid     a Mermaid flowchart of the first 480 units
  dot         a graph for Graphviz
  drawio      a table for draw.io: Arrange, Insert, Advanced, CSV
  svg         a picture
  snapshot    what business-units fetch writes; it has no line end, so that its SHA-256
              is the digest of the listing

Options
  --as FORMAT      the format; it must be given
  -o, --output FILE
                   write to a file, which stays as it was until all is written
${COMMON}
${TABLE}
${SOURCE}
${ENVIRONMENT}
Exit codes
  0 written, 2 wrong arguments or unreadable input,
${EXIT_CODES}`;
