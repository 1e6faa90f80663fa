import { fetchImochaUnits, readTree } from "business-units";

const [file] = Deno.args;
const tree = file === undefined ? await fromImocha() : await readTree((await Deno.open(file)).readable);
for (const unit of tree) console.log(`${"  ".repeat(unit.depth)}${unit.name ?? unit.id}`);
for (const { kind, message } of tree.defects) console.log(`${kind}: ${message}`);
tree.free();

function fromImocha() {
  return fetchImochaUnits({ apiKey: Deno.env.get("IMOCHA_API_KEY"), baseUrl: Deno.env.get("BASE_URL") });
}
