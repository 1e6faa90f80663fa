/** The options of every command, as its page lists them. */
export const COMMON = `\
  --json           the same as --as json; a failure is one line of JSON
  --color, --no-color
                   colours, or none (default: on a terminal without NO_COLOR)
  -h, --help       print this page
`;

/** The options that say how a table is written. */
export const TABLE = `\
Tables
  --separator C    the separator of cells, such as ";" (default: found)
  --encoding NAME  utf-8, utf-16le, windows-1252 (default: UTF-8, or what a byte order
                   mark says)
  --quote C        the quote around cells (default: ")
  --form FORM      parents, levels, path, outline, names (default: by the columns)
  --path-separator TEXT
                   what stands between the names of a path; it is never guessed
  --repair-from SOURCE
                   restore ids that a spreadsheet changed from another listing
`;

/** What a SOURCE can be. */
export const SOURCE = `\
SOURCE
  FILE                      JSON of either service or of this program, or a table (CSV)
  -                         the same, from the standard input
  autodesk:ACCOUNT[@REGION] the account, fetched from Autodesk
                            (--legacy-eu-path uses the older path for Europe)
  imocha                    the key's account, fetched from iMocha
  https://…                 a listing of your own worker
`;

/** The environment. */
export const ENVIRONMENT = `\
Environment
  APS_CLIENT_ID, APS_CLIENT_SECRET   the app that may read the Autodesk account
  IMOCHA_API_KEY                     the key of the iMocha account
  BUSINESS_UNITS_KEY                 the key for a worker: sent to the origin in
                                     BUSINESS_UNITS_URL, or else over https only
  APS_BASE_URL, IMOCHA_BASE_URL      ask there instead of at the service
  NO_COLOR                           no colours
Secrets are read from the environment only, never from arguments.
`;

/** The exit codes that all commands share, after those of their own. */
export const EXIT_CODES = `\
  3 the service or worker refuses (401, 403, 404, another 4xx, a redirect),
  4 try again later (429, 5xx, a timeout, no answer), 130 interrupted
`;
