// @ts-check

/**
 * What the key of the run may read: accounts of the sandbox that answer. From the others a 502 is the right answer, which
 * schemathesis would count as a failure.
 */
export const rights = [
  "autodesk:e3d5ef8d-5c37-4b9d-925d-1e6d24753ace",
  "autodesk:5b1f6c0e-2d47-4c8a-9e31-7f04a6d2b958",
  "autodesk:d4a0b3c7-91e8-4f25-8c6d-0e57f1a9b246",
  "autodesk:3c9e7a52-60bd-4e14-a8f3-b5d1c0276e89",
  "autodesk:f07b5e83-1a6c-4d92-9b7e-48c2d6a0135f",
  "imocha",
  "imocha:documented",
  "imocha:academy",
  "imocha:letterCase",
  "imocha:damaged",
  "imocha:empty",
];
