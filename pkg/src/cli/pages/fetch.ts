import { COMMON, ENVIRONMENT, EXIT_CODES } from "./parts.js";

/** The page of `business-units fetch`. */
export const FETCH_PAGE = `business-units fetch - save what a service lists now, as a snapshot

Examples
  business-units fetch autodesk:e3d5ef8d-5c37-4b9d-925d-1e6d24753ace@EMEA -o monday.json
  business-units fetch imocha -o "$(date +%F).json"
  business-units fetch imocha | business-units tree -

Usage
  business-units fetch SOURCE [-o FILE]

SOURCE is autodesk:ACCOUNT[@REGION], imocha, or the https address of a listing of your
own worker. The same listing gives the same bytes, so equal digests are equal listings:
the digest is printed on the standard error, and sha256sum FILE prints it too.

Options
  -o, --output FILE
                   write to a file, which stays as it was until all is written
  --legacy-eu-path use Autodesk's older path for Europe
${COMMON}
${ENVIRONMENT}
Exit codes
  0 written, 2 wrong arguments or unreadable answer,
${EXIT_CODES}`;
