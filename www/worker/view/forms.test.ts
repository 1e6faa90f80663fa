import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { buildTree, type UnitTree } from "business-units";
import { csv, csvLevels, svg } from "business-units/export";
import { AUTODESK_ACCOUNTS } from "../../sandbox/catalog.ts";
import { type Answer, handlerWith, sandbox } from "../edge.fixture.ts";
import { SCHEMA_VERSION } from "../schema-version.ts";
import { STYLE } from "./picture.ts";
import { FORMS, fileName } from "./views.ts";

const upstream = await sandbox();
const worker = handlerWith({ SANDBOX_URL: upstream.url });
const of = ({ accountId, region }: { accountId: string; region?: string }) => {
  const query = region === undefined ? "?" : `?region=${region}&`;
  return `/api/autodesk/accounts/${accountId}/business-units${query}as=`;
};
const { documented, construction, damaged, empty, hostile, emea } = AUTODESK_ACCOUNTS;
const DOCUMENTED = of(documented);

const PINNED = ["1", "02d8138613f101fad9c103bed352519daa867589e865c9398ec04e915d1509b8"];

const made: [form: (typeof FORMS)[number], make: (tree: UnitTree) => unknown][] = [
  ["csv", (tree) => csv(tree)],
  ["csv-levels", (tree) => csvLevels(tree)],
  ["svg", (tree) => svg(tree)],
];

for (const account of [documented, construction, damaged, empty, hostile, emea]) {
  test(`each view of "${account.name}" is what the package makes of its tree`, async () => {
    using tree = buildTree(await (await worker.ask(`${of(account)}flat`)).text());
    for (const [form, make] of made) {
      assert.equal(await (await worker.ask(of(account) + form)).text(), make(tree), form);
    }
    const { roots, ...head } = JSON.parse(await (await worker.ask(`${of(account)}nested`)).text());
    assert.deepEqual(roots, JSON.parse(JSON.stringify(tree)));
    assert.deepEqual(Object.keys(head), ["asOf", "provider", "accountId", "region"]);
  });
}

test("bom=1 begins a table with a byte order mark, under a tag of its own, and is nothing to other forms", async () => {
  for (const form of FORMS) {
    const plain = await worker.ask(DOCUMENTED + form);
    const marked = await worker.ask(`${DOCUMENTED}${form}&bom=1`);
    const isTable = form.startsWith("csv");
    assert.equal(plain.headers.get("etag") === marked.headers.get("etag"), !isTable, form);
    const [without, withMark] = [await plain.arrayBuffer(), await marked.arrayBuffer()].map((bytes) =>
      Buffer.from(bytes).toString("latin1"),
    );
    assert.equal(withMark, (isTable ? "\u00ef\u00bb\u00bf" : "") + without, form);
  }
});

test("no as is the flat listing, under the same tag", async () => {
  const [plain, flat] = [
    await worker.ask(DOCUMENTED.replace("?as=", "")),
    await worker.ask(`${DOCUMENTED}flat`),
  ];
  assert.equal(plain.headers.get("etag"), flat.headers.get("etag"));
  assert.equal(await plain.text(), await flat.text());
});

const named: Record<(typeof FORMS)[number], [type: string, disposition: string | null]> = {
  flat: ["application/json; charset=utf-8", null],
  nested: ["application/json; charset=utf-8", null],
  csv: ["text/csv; charset=utf-8; header=present", 'attachment; filename="<file>.csv"'],
  "csv-levels": ["text/csv; charset=utf-8; header=present", 'attachment; filename="<file>-levels.csv"'],
  svg: ["image/svg+xml; charset=utf-8", 'inline; filename="<file>.svg"'],
};

for (const form of FORMS) {
  test(`as=${form} says what it is, to GET and to HEAD, and is private and sniffed by nobody`, async () => {
    const file = `business-units-autodesk-${documented.accountId}`;
    const [type, disposition] = named[form];
    for (const method of ["GET", "HEAD"]) {
      const { status, headers, ...answer } = await told(
        await worker.ask(DOCUMENTED + form, { method }),
        method,
      );
      assert.equal(status, 200);
      assert.equal(headers.get("content-type"), type);
      assert.equal(headers.get("content-disposition"), disposition?.replace("<file>", file) ?? null);
      assert.equal(headers.get("x-content-type-options"), "nosniff");
      assert.equal(headers.get("cache-control"), "private, no-cache");
      assert.equal(answer.isEmpty, method === "HEAD");
    }
  });

  test(`as=${form} is 304 to whoever names its tag, and to nobody who names another view's`, async () => {
    const tag = (await worker.ask(DOCUMENTED + form)).headers.get("etag") ?? "";
    assert.match(tag, /^"[0-9a-f]{64}"$/);
    for (const other of FORMS) {
      const again = await worker.ask(DOCUMENTED + other, { headers: { "if-none-match": tag } });
      assert.equal(again.status, other === form ? 304 : 200, other);
      if (other !== form) continue;
      assert.equal(await again.text(), "");
      assert.equal(again.headers.get("content-type"), null);
      assert.equal(again.headers.get("etag"), tag);
    }
  });
}

async function told(answer: Answer, method: string) {
  const { status, headers } = answer;
  return { status, headers, isEmpty: (await answer.text()) === "", method };
}

test("all views of an account come from one listing", async () => {
  const asked = upstream.requests.filter(({ url }) => url.includes(construction.accountId));
  assert.equal(asked.length, 1);
});

test("a picture may have its own colours, and load, run and send nothing, in 304 too", async () => {
  const picture = await worker.ask(`${DOCUMENTED}svg`);
  const style = /<style>([\s\S]*?)<\/style>/.exec(await picture.text())?.[1] ?? "";
  assert.equal(STYLE, `sha256-${createHash("sha256").update(style).digest("base64")}`);
  const policy = `default-src 'none'; style-src '${STYLE}'; sandbox; frame-ancestors 'none'`;
  const tag = picture.headers.get("etag") ?? "";
  const again = await worker.ask(`${DOCUMENTED}svg`, { headers: { "if-none-match": tag } });
  for (const answer of [picture, again]) assert.equal(answer.headers.get("content-security-policy"), policy);
});

test("no view has changed its bytes under this SCHEMA_VERSION: whoever changes one needs the next", async () => {
  const hash = createHash("sha256");
  for (const account of [damaged, hostile]) {
    for (const form of ["csv", "csv-levels", "svg"])
      hash.update(await (await worker.ask(of(account) + form)).text());
    const nested = await (await worker.ask(`${of(account)}nested`)).text();
    hash.update(nested.replace(/"asOf":"[^"]+"/, ""));
  }
  assert.deepEqual([SCHEMA_VERSION, hash.digest("hex")], PINNED);
});

const wrong: [query: string, code: string][] = [
  ["xml", "WRONG_PARAMETER"],
  ["", "WRONG_PARAMETER"],
  ["CSV", "WRONG_PARAMETER"],
  ["csv%20", "WRONG_PARAMETER"],
  ["csv&as=csv", "UNKNOWN_PARAMETER"],
  ["csv&as=svg", "UNKNOWN_PARAMETER"],
  ["csv&bom=2", "WRONG_PARAMETER"],
  ["csv&bom=1&bom=1", "UNKNOWN_PARAMETER"],
  ["__proto__", "WRONG_PARAMETER"],
  ["constructor", "WRONG_PARAMETER"],
];

for (const [query, code] of wrong) {
  test(`?as=${query} is 400 ${code}`, async () => {
    const answer = await worker.ask(DOCUMENTED + query);
    assert.equal(answer.status, 400);
    const problem = (await answer.json()) as { code: string; detail: string };
    assert.equal(problem.code, code);
  });
}

test("what as can be is told to whoever says something else", async () => {
  const { detail } = (await (await worker.ask(`${DOCUMENTED}xml`)).json()) as { detail: string };
  assert.equal(detail, "The parameter as is not one of flat, nested, csv, csv-levels, svg.");
});

const names: [accountId: string, file: string][] = [
  ["-", "business-units-imocha"],
  ["academy", "business-units-imocha-academy"],
  ["letterCase", "business-units-imocha-letterCase"],
  ['x"; filename="evil.exe', "business-units-imocha-x-filename-evil-exe"],
  ["../../etc/passwd", "business-units-imocha-etc-passwd"],
  ["a\r\nset-cookie: b", "business-units-imocha-a-set-cookie-b"],
  ["日本", "business-units-imocha"],
];

for (const [accountId, file] of names) {
  test(`the file of the account ${JSON.stringify(accountId)} is called ${file}`, () => {
    assert.equal(fileName({ provider: "imocha", accountId }), file);
  });
}
