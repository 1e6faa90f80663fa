/** An Autodesk account without units: the service sends no list at all. */
export const autodeskListing = (): Iterable<string> => ["{}"];

/** An iMocha account without units. */
export const imochaListing = (): Iterable<string> => ['{"businessUnits":[],"count":0}'];
