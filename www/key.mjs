// @ts-check

import { newKey } from "./new-key.mjs";
import { GRANT_FORMS, isGrant, NAME } from "./worker/gate/key-forms.mjs";

// npm run key -- bi autodesk:<account id> imocha
const [name = "name", ...accounts] = process.argv.slice(2);

// The worker refuses a whole list for one invalid entry. An invalid entry may be a key, so it is not repeated.
const problems = [
  ...(NAME.test(name) ? [] : ["The name has to be up to 64 letters, digits, dots, _ and -, and no key."]),
  ...accounts.flatMap((account, at) =>
    isGrant(account) ? [] : [`Account ${at + 1} is none of ${GRANT_FORMS}.`],
  ),
];

if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
} else {
  const { key, sha256 } = newKey();
  const entry = JSON.stringify({ name, sha256: [sha256], accounts: accounts.length > 0 ? accounts : ["*"] });
  console.log(`The key, for the caller; it is shown only now:
  ${key}
Its SHA-256 digest, which opens nothing:
  ${sha256}
An entry for the list in API_KEYS, with what the key may read:
  ${entry}`);
}
