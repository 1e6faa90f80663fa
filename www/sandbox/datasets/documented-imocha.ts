/** The example answer of iMocha's own page, byte for byte. */
export const listing = (): Iterable<string> => [DOCUMENTED];

const DOCUMENTED = `{
    "businessUnits": [
        {
            "businessUnitId": 164373,
            "businessUnitName": "Default BU 1",
            "createdOn": "2025-05-15T06:06:18.763"
        },
        {
            "businessUnitId": 164374,
            "businessUnitName": "Default BU 2",
            "createdOn": "2025-05-15T06:06:18.763"
        }
    ],
    "count": 2
}`;
