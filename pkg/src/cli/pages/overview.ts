/** The page of the program itself. */
export const OVERVIEW = `business-units - read business units of Autodesk and iMocha as a tree

Examples
  business-units tree admin_business_units.csv
  business-units check units.json
  business-units export units.json --as csv -o units.csv
  business-units fetch autodesk:ACCOUNT@EMEA -o monday.json

Commands
  tree SOURCE                  print a listing as a tree
  check SOURCE                 say what is wrong in a listing, and what to do
  export SOURCE --as FORMAT    write a listing in another format
  fetch SOURCE                 save what a service lists now, as a snapshot

SOURCE is a file (JSON or a table), - for the standard input, autodesk:ACCOUNT[@REGION],
imocha, or the https address of a listing of your own worker.

business-units COMMAND --help has the options, the environment and the exit codes.
business-units --version prints the version.
`;
