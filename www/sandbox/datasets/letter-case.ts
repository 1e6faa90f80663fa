const ROWS = [
  '{"businessunitId":51001,"businessUnitName":"Quality","createdOn":"2025-01-20T09:00:04.14"}',
  '{"BusinessunitId":51002,"BusinessunitName":"Logistics","CreatedOn":"2025-01-20T09:00:04.2"}',
  '{"businessunitid":51003,"businessunitname":"Aftersales","createdon":"2025-01-20T09:00:05"}',
  '{"BUSINESSUNITID":51004,"BUSINESSUNITNAME":"Fleet","CREATEDON":"2025-01-20T09:00:05.763"}',
];

/** Rows whose keys are spelt in the letter cases of iMocha's other endpoints. */
export const listing = (): Iterable<string> => [
  `{"businessUnits":[${ROWS.join(",")}],"Count":${ROWS.length}}`,
];
