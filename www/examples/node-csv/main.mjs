import { writeFile } from "node:fs/promises";
import { autodeskToken, fetchAutodeskUnits } from "business-units";
import { csvPieces } from "business-units/export";

const { APS_CLIENT_ID: clientId, APS_CLIENT_SECRET: clientSecret, BASE_URL: baseUrl } = process.env;
const [, , accountId, file = "units.csv"] = process.argv;

const token = autodeskToken({ clientId, clientSecret, baseUrl });
const tree = await fetchAutodeskUnits({ accountId, token, baseUrl });
await writeFile(file, csvPieces(tree, { bom: true }));
console.log(`${tree.size} units, ${tree.defects.length} defects: ${file}`);
tree.free();
