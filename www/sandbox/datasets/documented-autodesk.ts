/** The example answer of Autodesk's own page, byte for byte. */
export const listing = (): Iterable<string> => [DOCUMENTED];

const DOCUMENTED = `{
"business_units":[
{
"id": "933df8fd-abb2-4e4e-8f79-95ba2afebc6c",
"account_id": "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace",
"parent_id": null,
"name": "North America",
"description": "USA, Canada",
"path": null,
"created_at": "2016-04-11T03:49:09.176Z",
"updated_at": "2016-04-11T03:49:09.176Z"
},
{
"id": "fda4ab9e-ab82-4ba9-8d6c-ae7dbd7cee31",
"account_id": "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace",
"parent_id": "933df8fd-abb2-4e4e-8f79-95ba2afebc6c",
"name": "USA Western Region",
"description": "California, Nevada, Washington",
"path": "North America",
"created_at": "2016-04-11T03:49:09.176Z",
"updated_at": "2016-04-11T03:49:09.176Z"
}
]
}`;
