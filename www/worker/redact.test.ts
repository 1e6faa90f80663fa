import assert from "node:assert/strict";
import { test } from "node:test";
import { providers } from "../providers/list.mjs";
import { redacted } from "./redact.ts";

const settings = providers.flatMap((provider) => provider.settings);
const env = Object.fromEntries(settings.map(({ name }) => [name, `the-${name}/of+this=deployment`]));

for (const { name, isSecret } of settings) {
  const value = env[name] ?? "";
  test(`${name} is redacted wherever it stands${isSecret ? ", in each form and in part" : ""}`, () => {
    assert.equal(redacted(`refused: ${value}.`, env), "refused: [redacted].");
    if (!isSecret) return;
    for (const form of [btoa(value), encodeURIComponent(value), value.slice(0, 20)])
      assert.ok(!redacted(`refused: ${form}`, env).includes(form), form);
  });
}

test("what a request carries in place of the settings is redacted", () => {
  const forms = providers.flatMap(({ secretForms }) => secretForms?.(env) ?? []);
  assert.equal(forms.length, 1);
  for (const form of forms) assert.equal(redacted(`refused: ${form}.`, env), "refused: [redacted].");
});

test("a text without secrets, and settings that no header can carry, are left alone", () => {
  const odd = Object.fromEntries(settings.map(({ name }) => [name, "ü"]));
  for (const of of [env, odd, {}])
    assert.equal(redacted("The account does not exist.", of), "The account does not exist.");
});
