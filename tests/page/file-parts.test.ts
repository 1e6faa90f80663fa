import assert from "node:assert/strict";
import { test } from "node:test";
import { readTable } from "business-units/import";
import { importNotes } from "../../www/app/files/import-notes.ts";
import { kindOf } from "../../www/app/files/kind.ts";
import { oneFile } from "../../www/app/files/offered.ts";
import { lineAt } from "../../www/app/files/refusal.ts";

test("notes say the row, and are few of a kind", () => {
  const { problems, guessed } = readTable(
    "ID,parent,Name,Colour\n1,,a,x\n2,1,b,,y\n3,1,c,,y\n4,1,d,,y\n5,1,e,,y\n6,1,f,,y\n",
  );
  const notes = importNotes({ form: "parents", units: [], columns: {}, problems, guessed }, true);
  assert.equal(notes[0], "1 column not read: Colour.");
  assert.match(notes[1] ?? "", /^Row 3: The row has 5 cells/);
  assert.deepEqual(notes.slice(4), [
    "The same is so of 2 more rows.",
    "The column “parent” was read as the parent.",
  ]);
});

test("kindOf() goes by what a file begins with", () => {
  assert.equal(kindOf('\u00ef\u00bb\u00bf\n {"units":[]}'), "object");
  assert.equal(kindOf(" \r\n["), "list");
  assert.equal(kindOf("id,name"), "table");
  assert.equal(kindOf("\u00ff\u00fei\0d\0"), "table");
  for (const foreign of ["PK\u0003\u0004", "%PDF-1.7", "<svg", "\u00ff\u00fe{\0", "a\0b"])
    assert.equal(typeof kindOf(foreign), "object", foreign);
});

test("lineAt() counts from 1", () => {
  const text = "a\nbc\n\nd";
  assert.deepEqual(
    [0, 1, 2, 4, 5, 6].map((at) => lineAt(text, at)),
    ["Line 1", "Line 1", "Line 2", "Line 2", "Line 3", "Line 4"],
  );
});

test("oneFile() says what to do where there is no one file", () => {
  const file = new File(["x"], "a.csv");
  assert.equal(oneFile({ files: [file], hasFolder: false }), file);
  assert.match(String(oneFile({ files: [file], hasFolder: true })), /folder/);
  assert.match(String(oneFile({ files: [file, file], hasFolder: false })), /2 files/);
  assert.match(String(oneFile({ files: [], hasFolder: false })), /no file/);
});
