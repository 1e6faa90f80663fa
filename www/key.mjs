// @ts-check
import { newKey } from "./new-key.mjs";

// npm run key -- bi autodesk:<account id> imocha
const [name = "name", ...accounts] = process.argv.slice(2);
const { key, sha256 } = newKey();
const entry = JSON.stringify({ name, sha256: [sha256], accounts: accounts.length > 0 ? accounts : ["*"] });
console.log(`The key, which is shown only now, for whoever asks:
  ${key}
Its SHA-256 digest, which opens nothing:
  ${sha256}
An entry for the list in API_KEYS, with what the key may read:
  ${entry}`);
