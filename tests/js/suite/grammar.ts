import { buildTree } from "business-units";
import QUnit from "qunit";
import table from "../../data/json/grammar.json" with { type: "json" };
import { bytesOf, errorOf } from "./world.ts";

// The same table is read in Rust by tests/core/grammar_table.rs.
const PLACES = Object.entries(table.places);
const IGNORED = [
  "unknown field",
  "last unknown field",
  "unknown field among others",
  "unknown member",
  "unknown member behind",
];
// The place, in the order sent, of the unit whose name is tried.
const NAMED: Record<string, number> = { "known text": 0, "known text among others": 1 };

/** That `buildTree` takes and refuses what `JSON.parse` does, but for the documented differences. */
export function grammar(): void {
  QUnit.module("grammar", () => {
    for (const [about, texts] of Object.entries(table.taken)) {
      QUnit.test(`taken as by JSON.parse: ${about}`, async (assert) => {
        for (const text of texts) await expectSame(assert, bytesOf(text), true);
      });
    }
    for (const [about, texts] of Object.entries(table.refused)) {
      QUnit.test(`refused as by JSON.parse: ${about}`, async (assert) => {
        for (const text of texts) await expectSame(assert, bytesOf(text), false);
      });
    }
    for (const [about, rows] of Object.entries(table.takenBytes)) {
      QUnit.test(`taken as by TextDecoder and JSON.parse: ${about}`, async (assert) => {
        for (const digits of Object.values(rows)) await expectSame(assert, bytesOfDigits(digits), true);
      });
    }
    for (const [about, rows] of Object.entries(table.refusedBytes)) {
      QUnit.test(`refused as by TextDecoder and JSON.parse: ${about}`, async (assert) => {
        for (const digits of Object.values(rows)) await expectSame(assert, bytesOfDigits(digits), false);
      });
    }
    for (const { open, inside = "", close, taken } of table.nested) {
      QUnit.test(
        `${taken ? "taken" : "refused"} as by JSON.parse: ${open}${inside}${close} 20 000 times`,
        async (assert) => {
          const text = open.repeat(20_000) + inside + close.repeat(20_000);
          await expectSame(assert, bytesOf(text), taken);
        },
      );
    }
    for (const row of table.differences) {
      const shown = row.text ?? row.bytes ?? "";
      QUnit.test(`unlike JSON.parse, ${JSON.stringify(shown)} as ${row.at}: ${row.why}`, async (assert) => {
        const bytes = row.bytes === undefined ? bytesOf(shown) : bytesOfDigits(row.bytes);
        assert.strictEqual(parsedStrictly(bytes), row.parsed);
        const { code, id, name } = await ours(bodyWith(placeOf(row.at), bytes));
        assert.strictEqual(code, row.ours);
        if (row.reads !== undefined) assert.strictEqual(row.at === "known id" ? id : name, row.reads);
      });
    }
  });
}

/** Tries one row by itself and in every place of a body. */
async function expectSame(assert: Assert, row: Uint8Array, taken: boolean): Promise<void> {
  assert.strictEqual(parsed(row) !== undefined, taken, `${shown(row)} by JSON.parse`);
  for (const [place, around] of PLACES) {
    const body = bodyWith(around, row);
    const document = parsed(body);
    const index = NAMED[place];
    const { code, name } = await ours(body, index);
    const codes = document === undefined ? ["ERR_JSON", "ERR_SHAPE"] : ["taken", "ERR_SHAPE"];
    const expected = taken && IGNORED.includes(place) ? ["taken"] : codes;
    if (!expected.includes(code)) assert.strictEqual(code, expected.join(" or "), `${place}: ${shown(row)}`);
    if (index !== undefined && code === "taken")
      assert.strictEqual(name, wellFormed(nameIn(document, index)), shown(row));
  }
}

interface Ours {
  code: string;
  id?: string;
  name?: string | null;
}

/** What `buildTree` makes of a body: the texts of a unit, or the code of its refusal. */
async function ours(body: Uint8Array, index = 0): Promise<Ours> {
  try {
    using tree = buildTree(body);
    const record = tree.toArray().find((unit) => unit.index === index);
    return { code: "taken", ...(record && { id: record.id, name: record.name }) };
  } catch (thrown) {
    return { code: (await errorOf(() => Promise.reject(thrown))).code };
  }
}

function placeOf(name: string): string {
  return PLACES.find(([place]) => place === name)?.[1] ?? "";
}

function bodyWith(around: string, row: Uint8Array): Uint8Array {
  const [front = "", back = ""] = around.split("@");
  return new Uint8Array([...bytesOf(front), ...row, ...bytesOf(back)]);
}

function bytesOfDigits(digits: string): Uint8Array {
  return Uint8Array.from(digits.split(" "), (byte) => Number.parseInt(byte, 16));
}

// A text and bytes that are no UTF-8 are mended alike; a byte order mark is no part of JSON.
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** What JSON.parse makes of it; undefined where it refuses. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(lenient.decode(bytes));
  } catch {
    return undefined;
  }
}

/** What JSON.parse makes of UTF-8, written as JSON again; null where it refuses. */
function parsedStrictly(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
    return JSON.stringify(JSON.parse(text));
  } catch {
    return null;
  }
}

function nameIn(document: unknown, index: number): string | null {
  return (document as { business_units: { name: string | null }[] }).business_units[index]?.name ?? null;
}

function wellFormed(text: string | null): string | null {
  return text?.replaceAll(/\p{Surrogate}/gu, "\ufffd") ?? null;
}

function shown(bytes: Uint8Array): string {
  return JSON.stringify(lenient.decode(bytes.subarray(0, 80)));
}
