import { writeFile } from "node:fs/promises";
import { autodeskToken, fetchAutodeskUnits } from "business-units";

const { APS_CLIENT_ID: clientId, APS_CLIENT_SECRET: clientSecret, BASE_URL: baseUrl } = process.env;
const [, , accountId, file = "units.csv"] = process.argv;
const columns = ["depth", "id", "parentId", "name", "path", "createdAt", "updatedAt"];

// A spreadsheet takes a text that begins like this for a formula.
const disarmed = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const cell = (value) => quoted(typeof value === "number" ? String(value) : disarmed(value ?? ""));

const token = autodeskToken({ clientId, clientSecret, baseUrl });
const tree = await fetchAutodeskUnits({ accountId, token, baseUrl });
const lines = tree.toArray().map((unit) => columns.map((column) => cell(unit[column])).join(","));
await writeFile(file, [columns.join(","), ...lines, ""].join("\r\n"));
console.log(`${tree.size} units, ${tree.defects.length} defects: ${file}`);
tree.free();
