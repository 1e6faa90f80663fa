import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { outline } from "./support/explorer.ts";
import { chooseFile, drag, type Kept, onDisk } from "./support/files.ts";
import { stageForFile } from "./support/stage.ts";
import { assertHarmless } from "./support/watch.ts";

const stage = await stageForFile();

const OUTLINE = ["Europe", "  Norway", "    Oslo", "Asia"];
const RECORDS = [
  { id: "1", parentId: null, name: "Europe" },
  { id: "2", parentId: "1", name: "Norway" },
  { id: "3", parentId: "2", name: "Oslo" },
  { id: "4", parentId: null, name: "Asia" },
];
const nested = (parentId: string | null): object[] =>
  RECORDS.filter((record) => record.parentId === parentId).map((record) => ({
    ...record,
    children: nested(record.id),
  }));
const wire = RECORDS.map(({ id, parentId, name }) => ({ id, parent_id: parentId, name }));
const rows = RECORDS.map(({ id, parentId, name }) => `${id},acc,${parentId ?? ""},${name},`);
const VENDOR = ["id,bim360_account_id,parent_id,name,description", ...rows].join("\n");

const READABLE: Record<string, string | Buffer> = {
  "autodesk.json": JSON.stringify({ business_units: wire }),
  "answer.json": JSON.stringify(
    { asOf: "2026-01-02T03:04:05.000Z", provider: "autodesk", units: RECORDS },
    null,
    2,
  ),
  "toArray.json": JSON.stringify(RECORDS),
  "toJSON.json": JSON.stringify(nested(null)),
  "bare-wire.json": `\ufeff${JSON.stringify(wire)}`,
  "admin_business_units.csv": VENDOR,
  "bom.csv": `\ufeff${VENDOR}\n`,
  "crlf.csv": VENDOR.replaceAll("\n", "\r\n"),
  "semicolons.csv": VENDOR.replaceAll(",", ";"),
  "utf16.csv": Buffer.from(`\ufeff${VENDOR}`, "utf16le"),
  "named-wrongly.txt": VENDOR,
};

async function opened(
  file: Kept,
): Promise<{ page: Page; seen: Awaited<ReturnType<typeof stage.open>>["seen"] }> {
  const { page, seen } = await stage.open();
  await chooseFile(page, file);
  return { page, seen };
}

test("every kind of file that the page reads gives the same tree", async () => {
  const { page, seen } = await stage.open();
  for (const [name, content] of Object.entries(READABLE)) {
    await page.goto(stage.url);
    await chooseFile(page, { name, content });
    assert.equal(await page.locator("#tree-title").textContent(), name);
    assert.deepEqual(await outline(page), OUTLINE, name);
  }
  assertHarmless(seen);
});

test("iMocha's answer is read with its exact ids", async () => {
  const content = await readFile(path.join(import.meta.dirname, "../data/imocha/id_above_2_53.json"));
  const { page } = await opened({ name: "imocha.json", content });
  await page.locator('[role="treeitem"]').first().click();
  assert.match((await page.locator("unit-details code").first().textContent()) ?? "", /^\d{16,}$/);
});

test("a table may hold quotes, line breaks and delimiters in its cells", async () => {
  const content = 'id,parent_id,name\n1,,"Say ""hi"",\nEurope"\n\n2,1,Norway\n';
  const { page } = await opened({ name: "quotes.csv", content });
  assert.deepEqual(await outline(page), ['Say "hi",\nEurope', "  Norway"]);
});

test("a table that is not UTF-8 is read as Windows-1252, and that is said", async () => {
  const { page } = await opened({ name: "old.csv", content: Buffer.from("id,name\n1,Zürich\n", "latin1") });
  assert.deepEqual(await outline(page), ["Zürich"]);
  await page.locator(".notes").getByText("was read as Windows-1252").waitFor();
});

test("columns that mean nothing are named, and the others are read", async () => {
  const { page } = await opened({ name: "more.csv", content: "ID,Colour,Name\n1,red,Europe\n" });
  assert.deepEqual(await outline(page), ["Europe"]);
  await page.locator(".notes").getByText("1 column not read: Colour.").waitFor();
});

test("what is odd in a table is said with its row, and the others are read", async () => {
  const content = 'id;parent;name\r\n1;NULL;Europe\r\r\n2;1;"Nor\n3;1;Sweden;x\n';
  const { page } = await opened({ name: "odd.csv", content });
  assert.deepEqual(await outline(page), ["Europe", '  "Nor', "  Sweden"]);
  const notes = page.locator(".notes");
  for (const said of [
    "Row 2: 1 parent like “NULL”",
    "Row 3: A quote is never closed",
    "Row 4: The row has 4 cells",
  ])
    await notes.getByText(said).waitFor();
});

test("a list of names and a table of levels are trees too", async () => {
  const { page } = await opened({ name: "outline.txt", content: "Europe\n\tNorway\n\t\tOslo\nAsia\n" });
  assert.deepEqual(await outline(page), OUTLINE);
  const { page: other } = await opened({
    name: "levels.csv",
    content: "L1;L2;L3\nEurope;;\n;Norway;\n;;Oslo\nAsia;;\n",
  });
  assert.deepEqual(await outline(other), OUTLINE);
});

test("a table with a head and no rows is a listing without units", async () => {
  const { page } = await opened({ name: "none.csv", content: "id,parent_id,name\r\n" });
  await page.getByRole("heading", { name: "There are no business units in this file" }).waitFor();
});

interface Refused {
  readonly content: string | Buffer;
  readonly code: string;
  readonly where?: RegExp;
  readonly says: RegExp;
}

const REFUSED: Record<string, Refused> = {
  "empty.csv": { content: "", code: "FILE_EMPTY", says: /Export or download it again/ },
  "book.xlsx": { content: "PK\u0003\u0004rest", code: "FILE_KIND", says: /Excel workbook/ },
  "page.html": { content: "<!doctype html>", code: "FILE_KIND", says: /a web page/ },
  "photo.png": { content: Buffer.from([0x89, 0x50, 0x4e, 0x47]), code: "FILE_KIND", says: /a picture/ },
  "wide.json": {
    content: Buffer.from('\ufeff{"business_units":[]}', "utf16le"),
    code: "FILE_KIND",
    says: /JSON in UTF-16/,
  },
  "noise.csv": { content: Buffer.from([1, 0, 2, 0, 255]), code: "FILE_KIND", says: /no text/ },
  "cut.json": {
    content: '{"business_units":[\n{"id":"1"},\n{"id":"2","na',
    code: "ERR_JSON",
    where: /^Line 3, byte \d+/,
    says: /cut short/,
  },
  "cut-list.json": {
    content: '[{"id":"1"},\n{"id":',
    code: "ERR_JSON",
    where: /^Line 2, byte 19 /,
    says: /cut short/,
  },
  "shape.json": {
    content: '{"business_units":[{"id":"1"},{"id":{}}]}',
    code: "ERR_SHAPE",
    where: /^\/business_units\/1\/id$/,
    says: /holds the list itself/,
  },
  "other.json": { content: '{"weather":"fine"}', code: "ERR_SHAPE", says: /holds the list itself/ },
  "no-ids.csv": {
    content: "Name,Colour\nEurope,red\n",
    code: "FILE_COLUMNS",
    where: /^Line 1$/,
    says: /Name, Colour/,
  },
};

test("a file that cannot be read says what is wrong, where, and what to do", async () => {
  const { page, seen } = await stage.open();
  for (const [name, { content, code, where, says }] of Object.entries(REFUSED)) {
    await page.goto(stage.url);
    await chooseFile(page, { name, content });
    const notice = page.locator("page-notice");
    assert.match((await notice.textContent()) ?? "", says, name);
    const facts = await notice.locator("dd").allTextContents();
    assert.equal(facts.at(-1), code, name);
    if (where) assert.match(facts[0] ?? "", where, name);
    assert.equal(await page.getByRole("button", { name: "Try again" }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "Choose a file" }).count(), 1);
  }
  assertHarmless(seen);
});

test("a file is dropped anywhere, and held over the page it is invited", async () => {
  const { page, seen } = await stage.open();
  const [place = ""] = await onDisk({ name: "units.csv", content: VENDOR });
  await page.locator("#account").waitFor();
  const { leave } = await drag(page, [place]);
  await page.getByText("Drop the file to read it").waitFor();
  await leave();
  await page.getByText("Drop the file to read it").waitFor({ state: "detached" });
  // What is left of a drop is the browser's, and it would leave the page for the file.
  const left = page.evaluate(
    () => new Promise((told) => addEventListener("drop", (event) => told(!event.defaultPrevented))),
  );
  const { drop } = await drag(page, [place]);
  await drop();
  assert.equal(await left, false);
  await page.locator('[role="treeitem"]').first().waitFor();
  assert.deepEqual(await outline(page), OUTLINE);
  assert.ok(page.url().startsWith(stage.url));
  assertHarmless(seen);
});

test("two files at once and a folder are refused in a sentence, and what is open stays", async () => {
  const { page, seen } = await stage.open();
  await chooseFile(page, { name: "units.csv", content: VENDOR });
  const places = await onDisk({ name: "a.csv", content: VENDOR }, { name: "b.csv", content: VENDOR });
  await (await drag(page, places)).drop();
  await page.getByText("Those are 2 files. Drop one").waitFor();
  await (await drag(page, [path.dirname(places[0] ?? "")])).drop();
  await page.getByText("That is a folder.").waitFor();
  assert.deepEqual(await outline(page), OUTLINE);
  await page.getByRole("button", { name: "Close", exact: true }).click();
  assert.equal(await page.getByText("That is a folder.").count(), 0);
  assertHarmless(seen);
});

test("a file is read while the server is away, refuses or waits", async () => {
  const { page, seen } = await stage.open();
  await page.locator("#account").waitFor();
  for (const answer of ["abort", "refuse", "wait"] as const) {
    await page.route("**/api/accounts", (route) => {
      if (answer === "abort") return route.abort();
      return answer === "refuse" ? route.fulfill({ status: 401 }) : undefined;
    });
    await page.goto(`${stage.url}?`);
    await chooseFile(page, { name: "units.csv", content: VENDOR });
    assert.deepEqual(await outline(page), OUTLINE, answer);
    await page.unroute("**/api/accounts");
  }
  assertHarmless(seen);
});

test("a file is read after the computer went offline, with parts that were fetched before", async () => {
  const { page } = await stage.open();
  await page.locator("#account").waitFor();
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => /read-csv/.test(name)),
  );
  await page.context().setOffline(true);
  await chooseFile(page, { name: "units.csv", content: VENDOR });
  assert.deepEqual(await outline(page), OUTLINE);
});

test("a table of 100 MB is read while the page stays alive, and can be given up", async () => {
  const { page } = await stage.open();
  await page.locator("#account").waitFor();
  await page.evaluate(() => {
    const cell = "x".repeat(1_000);
    const rows = Array.from(
      { length: 100_000 },
      (_, at) => `${at + 1},${at === 0 ? "" : 1},Unit ${at},${cell}\n`,
    );
    const transfer = new DataTransfer();
    transfer.items.add(new File(["id,parent_id,name,description\n", ...rows], "large.csv"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, cancelable: true }));
  });
  await page
    .locator("load-progress")
    .getByText(/^[1-9].* of 102\.\d MB$/)
    .waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator("main").getByText("large.csv was not loaded: you cancelled it.").waitFor();
});
